"""Recorded prompts of a line: taken in, kept version by version, found again by what is said."""
