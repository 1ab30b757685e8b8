"""What `python -m simulator` can do."""
