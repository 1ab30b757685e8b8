"""A live call: its rows, and every change of its state."""
