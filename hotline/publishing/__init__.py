"""What may leave the line: a fixed list of tables, in which nobody can be found."""
