"""The console: a coordinator's, a responder's and a manager's work in a browser."""
