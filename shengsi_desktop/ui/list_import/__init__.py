"""导入清单: an office's own table is read, its columns and rows looked at and set right, then stored."""
