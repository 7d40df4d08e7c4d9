"""The SQLite store: tables, migrations, change records, drafts, backup, files."""
