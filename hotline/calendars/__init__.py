"""Calendars: rosters that come in as iCalendar, and duties that go out as iCalendar."""
