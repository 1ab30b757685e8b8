"""Wrong codes."""
