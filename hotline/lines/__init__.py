"""A line: its numbers, greeting, menu, plans and ways out, written in one file."""
