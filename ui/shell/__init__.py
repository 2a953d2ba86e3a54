"""Main window, navigation and status line."""
