"""Rules and values; standard library and python-stdnum only."""
