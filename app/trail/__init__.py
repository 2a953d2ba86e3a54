"""What use cases leave behind besides what they change: refused attempts and readings."""
