"""The only place where SQLAlchemy is imported."""
