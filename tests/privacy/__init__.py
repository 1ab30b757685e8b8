"""Tests of what is stored, proven and forgotten."""
