"""The first run, inside the window: my unit, the plan, the rhythm."""
