"""The schema's history: Alembic revisions and what runs them."""
