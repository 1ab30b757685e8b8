"""The annual report of a line: a tagged PDF made of what was published, and of its own words."""
