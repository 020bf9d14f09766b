"""Files on their way in: mapping, preview, CV drafts, the way back."""
