"""Notices: text messages to the line's own people, through an outbox."""
