"""Callers who were abusive are not put through for a time; nothing tells who they are."""
