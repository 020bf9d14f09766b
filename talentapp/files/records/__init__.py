"""One person in public standards, and all that is held of a person."""
