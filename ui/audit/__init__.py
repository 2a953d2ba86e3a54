"""*Auditoría*: looking for events, the state of their chains, evidence packs."""
