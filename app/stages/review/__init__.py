"""Review of what was handed in: opening a case, reading evidence, drafts, commit and undo."""
