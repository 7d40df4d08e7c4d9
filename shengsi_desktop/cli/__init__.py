"""The same work without a window: one typer application, one module a group of commands."""
