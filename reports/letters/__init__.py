"""One module per document we issue."""
