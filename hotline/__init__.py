"""The service: everything that touches HTTP, the database, the carrier or the clock."""
