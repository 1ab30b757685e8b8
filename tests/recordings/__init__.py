"""Tests of recorded prompts."""
