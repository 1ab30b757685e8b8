"""Wrap-ups: what a responder notes after a talk, and nothing that names a caller."""
