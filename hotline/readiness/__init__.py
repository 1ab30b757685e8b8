"""The person on duty knows it, and their telephone rings: reminders, checks, tests."""
