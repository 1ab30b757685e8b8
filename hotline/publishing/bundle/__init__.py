"""A publication as files: tables for spreadsheets and for machines, what each number is, how small
numbers were left out, and the licence."""
