"""The plan for everybody: its rules, the plan found under them, and what people lay down for it."""
