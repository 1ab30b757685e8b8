"""Several processes and machines: what is deployed, started, killed, upgraded."""
