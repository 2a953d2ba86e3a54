"""The case desk (*Mesa de caso*): requirements, evidence, facts, verdicts."""
