"""The only place where PySide6 is imported."""
