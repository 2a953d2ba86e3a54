"""Packages of the virtual window: reading, writing, watching and keeping apart (docs/intake.md)."""
