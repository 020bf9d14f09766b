"""What one cell or phrase says, as a value. What leaves a doubt is never guessed."""
