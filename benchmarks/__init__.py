"""Measures the program against floors: the same work done bare, in the same run (design §10)."""
