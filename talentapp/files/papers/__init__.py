"""Documents as lines with their places: PDF, Word, plain text."""
