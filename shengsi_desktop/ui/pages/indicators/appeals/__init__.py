"""争取事项: the table of what is asked of the levels above, and one of them whole."""
