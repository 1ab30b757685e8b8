"""Trial calls: the service calls itself, to know that a caller would be answered."""
