"""Anchors of the audit in a folder away from the database, and the key that signs them."""
