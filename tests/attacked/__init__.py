"""What the service does with what nobody honest would send it."""
