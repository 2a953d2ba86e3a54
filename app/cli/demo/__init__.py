"""The demonstration: a throw-away office filled by the program's own use cases."""
