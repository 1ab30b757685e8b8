"""Before a line opens: what the carrier's account must be, and what a rehearsal has settled."""
