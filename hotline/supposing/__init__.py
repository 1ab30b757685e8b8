"""Supposed calls: who would be rung, and what would be heard, if somebody called."""
