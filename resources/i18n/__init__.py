"""Translations of the windows' Spanish, and the script that keeps them."""
