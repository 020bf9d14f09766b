"""What the faces are shown: frozen values, with no tie to the database."""
