"""The words by which a line is known to whoever lays documents out or reads them: headings, times, posts, degrees."""
