"""交办事项: open, due, overdue and done things to be done."""
