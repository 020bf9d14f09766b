"""Files on their way in: a dry run, one transaction that does it, and the way back."""
