"""Appointments: a time at which a caller and a responder meet again, known to these two only."""
