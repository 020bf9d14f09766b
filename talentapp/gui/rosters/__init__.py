"""What is handed out: rosters, and documents to print."""
