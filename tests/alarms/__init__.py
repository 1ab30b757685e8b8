"""Tests: technical alarms."""
