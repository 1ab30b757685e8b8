"""The line's services for other programs: JSON under /api/v1, let in by tokens."""
