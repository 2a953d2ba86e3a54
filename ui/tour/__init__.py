"""The demonstration's tour: the real windows driven by keys, photographed step by step."""
