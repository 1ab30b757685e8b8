"""What people see in a browser without an account: the wrap-up page, and the service's health."""
