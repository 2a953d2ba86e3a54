"""The queue (*Cola*) and the person's own desk (*Mi puesto*)."""
