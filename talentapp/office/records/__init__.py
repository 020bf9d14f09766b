"""Records: read for the screens, changed by hand, and kept free of doubles."""
