"""The window: PySide6 widgets over services; nothing here opens the store."""
