"""定稿版本: the versions of a week, one read whole or two side by side."""
