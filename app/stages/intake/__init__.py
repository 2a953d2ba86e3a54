"""Taking in packages of the virtual window: a case opened or continued, or a coded refusal."""
