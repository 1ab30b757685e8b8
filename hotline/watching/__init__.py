"""What whoever looks after the machines can see: numbers, never of whom."""
