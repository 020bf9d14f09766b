"""The best lists at any weights, and pairings side by side."""
