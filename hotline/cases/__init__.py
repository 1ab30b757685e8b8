"""Cases: requests by mail or telephone, answered in time and followed by one responder."""
