"""What a leg does for each verb: one file a verb."""
