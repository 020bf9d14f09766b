"""Rosters: written, filled into templates, and read back."""
