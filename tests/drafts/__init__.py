"""Tests of drafts of a line."""
