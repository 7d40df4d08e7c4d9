"""The pages of the window, each a package of its own, imported on the first visit."""
