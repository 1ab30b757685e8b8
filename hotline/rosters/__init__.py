"""Teams, and who is on duty in them: the stored side of the pure rules in `schedules`."""
