"""Swaps and cover: duties that people offer each other, and those that they take over."""
