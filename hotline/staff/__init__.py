"""People of a line looked after one by one: changed, qualified, leaving and coming back."""
