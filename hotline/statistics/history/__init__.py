"""Past years that another system had counted, taken over so that a line keeps its curves."""
