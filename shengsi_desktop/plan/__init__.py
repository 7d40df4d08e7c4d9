"""A plan's text read into a PlanDocument; pure, knows only domain."""
