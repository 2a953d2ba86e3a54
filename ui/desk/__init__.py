"""The person's own desk (*Mi puesto*)."""
