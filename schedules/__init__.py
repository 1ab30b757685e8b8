"""Who is on duty: pure rules. Local times and their zone in, aware instants out."""
