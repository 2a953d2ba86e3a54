"""Machine-readable zones of travel documents (ICAO 9303): TD1, TD3, MRV-A and MRV-B."""
