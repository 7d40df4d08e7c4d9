"""The block «附件»: files of an item, dropped, pasted, looked at."""
