"""What happens on the clock: sweep, outbox, retention, deletion, gaps of the roster."""
