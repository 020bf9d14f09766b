"""The overview and its pictures."""
