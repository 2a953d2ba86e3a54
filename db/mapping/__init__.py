"""Rows to domain values and back, one function each way."""
