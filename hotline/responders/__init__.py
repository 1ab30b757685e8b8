"""Responders who call the line for themselves: their personal codes, and their calls."""
