"""Who may use the console: accounts, what they may do, where they are signed in."""
