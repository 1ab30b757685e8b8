"""The telephones on the desk, for a page or a terminal: what happens, and what can be done."""
