"""重点改革: the board of reforms, and one of them whole."""
