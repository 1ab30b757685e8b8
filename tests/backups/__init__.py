"""Backups: what they hold, and that they come back."""
