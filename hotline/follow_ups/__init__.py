"""Coming back to the same person: codes that callers keep, and when their responder is reached."""
