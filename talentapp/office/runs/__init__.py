"""Recommending: what takes part, its scores and reasons, saved runs, and the best lists in memory."""
