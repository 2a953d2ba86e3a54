"""The register of people (*Registro*)."""
