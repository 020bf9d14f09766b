"""One pairing: its reasons, its review, and its life to the end."""
