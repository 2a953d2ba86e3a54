"""Staff, agencies and settings (*Administración*); nothing of any case."""
