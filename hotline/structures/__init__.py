"""The directory: places and numbers to which somebody may be led, and when each was checked."""
