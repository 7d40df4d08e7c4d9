"""设置: rhythm, people, looks, and where the store lies."""
