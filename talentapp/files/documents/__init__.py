"""Word documents: dossiers and drafts of agreements."""
