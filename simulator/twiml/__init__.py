"""The documents that tell a call what to do, read and checked as the carrier does."""
