"""任务清单: the filtered tree or table of items, and the chosen item whole."""
