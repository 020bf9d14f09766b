"""Files in and out: the workbooks of offices, read and written. Knows the domain and nothing above it."""
