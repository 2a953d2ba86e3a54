"""Procedures, reasons, templates, icons, fonts, styles, translations and demo data."""
