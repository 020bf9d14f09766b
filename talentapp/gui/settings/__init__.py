"""What one user chooses, and what keeps the data safe."""
