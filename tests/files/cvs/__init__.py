"""Invented CVs in many layouts, with what is true of them."""
