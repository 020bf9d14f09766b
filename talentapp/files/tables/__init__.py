"""Workbooks and text tables on their way in, and marked copies on their way back."""
