"""The decision panel: before and after, who saw what, approve or refuse with one's password."""
