"""The plan for everybody."""
