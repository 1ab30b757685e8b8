"""`hotline roster`: the roster in a terminal, one file a command."""
