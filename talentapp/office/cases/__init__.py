"""A pairing from the shortlist to its end: review, gates, consent, terms, effort, signatures."""
