"""A line in the making: its draft, what it would change, its versions, and publishing one."""
