"""What remains: anonymous facts, counters, and the figures made of them."""
