"""What a line has lived, in one sealed file: made beside calls, put back into an empty database."""
