"""The roster as people plan it: a week or a month to look at, and changes of it to draft."""
