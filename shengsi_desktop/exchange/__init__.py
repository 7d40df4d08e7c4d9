"""Submissions, dispatches and sync packages: written, verified and read."""
