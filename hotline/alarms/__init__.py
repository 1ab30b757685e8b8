"""Technical alarms: what is wrong with the line, told once when it begins and once when it ends."""
