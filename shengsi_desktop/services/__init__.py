"""Use cases: the only door from the window and the command line to the store; one module a capability."""
