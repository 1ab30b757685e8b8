"""Wrong codes, whatever they open: how many were tried on a line in an hour."""
