"""A CV read to a draft of a candidate."""
