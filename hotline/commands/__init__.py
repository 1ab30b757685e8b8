"""What `hotline` does in a terminal; French first, `--language en` for English."""
