"""The window around the pages: navigation, palette, keys, status."""
