"""Tests: trial calls."""
