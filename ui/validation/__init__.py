"""Video calls (*Videollamadas*): the day, appointing, holding a call, recording its outcome."""
