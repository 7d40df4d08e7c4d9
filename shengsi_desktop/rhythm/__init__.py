"""Pure rules of the rhythm: weeks, schedules, lights, carry-over and what a typed line means."""
