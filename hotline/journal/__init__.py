"""What was changed, by whom and when: written once, never altered."""
