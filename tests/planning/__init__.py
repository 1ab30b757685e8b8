"""Tests of planning: what a page shows of a roster, and what its forms draft."""
