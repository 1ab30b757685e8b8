"""Accompaniment: what a responder notes of somebody they see through, readable by them alone."""
