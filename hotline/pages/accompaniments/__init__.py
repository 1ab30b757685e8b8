"""« Mes accompagnements »: the records that only their responder can read."""
