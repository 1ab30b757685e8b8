"""What is stored about whom, for how long; what is asked to be erased."""
