"""Keyset queries that return frozen rows."""
