"""Calling back: what is asked for, when, and what became of it. The number is kept encrypted for as
long as it is needed, and seen by nobody."""
