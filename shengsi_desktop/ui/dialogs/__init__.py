"""Questions asked before something is frozen or written to a file."""
