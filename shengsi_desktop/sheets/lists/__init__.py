"""The four lists as offices keep them: tables read, every row with its problems; templates written."""
