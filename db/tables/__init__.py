"""Table definitions, one module per aggregate."""
