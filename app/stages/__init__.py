"""Use cases, one module or package per stage of the flow."""
