"""One form for each kind of part of a line's document."""
