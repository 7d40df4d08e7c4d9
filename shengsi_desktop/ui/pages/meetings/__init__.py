"""会商记录: the meetings of past weeks, to be read."""
