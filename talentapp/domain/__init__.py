"""What the programme is about: records, states, conditions, reasons. Pure; no files, no database, no window."""
