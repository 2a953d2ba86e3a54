"""One repository per aggregate, used inside a unit of work."""
