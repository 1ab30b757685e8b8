"""What happens on the clock: sweep, outbox, retention, deletion."""
