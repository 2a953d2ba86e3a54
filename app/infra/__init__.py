"""Adapters that are neither SQL nor PDF."""
