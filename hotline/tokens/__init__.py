"""Tokens by which other programs are let in: what each may do, on which line, until when."""
