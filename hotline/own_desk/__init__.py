"""What one responder has: their duties, what is offered to them, what they owe and are owed."""
