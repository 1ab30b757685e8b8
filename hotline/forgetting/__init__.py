"""Forgetting: live calls become anonymous facts, the carrier's records are deleted."""
