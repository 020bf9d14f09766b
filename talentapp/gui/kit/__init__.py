"""What all screens are made of: look, widgets, tables, jobs, wording of values."""
