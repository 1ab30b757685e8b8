"""The people who answer, and the telephones they answer on."""
