"""Rules, ports, use cases and adapters that are neither SQL, PDF nor Qt."""
