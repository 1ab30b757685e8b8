"""What a coordinator looks at first: who is on duty, who calls, what is wrong."""
