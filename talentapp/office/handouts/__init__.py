"""What leaves the office: rosters, dossiers, profiles, plain documents."""
