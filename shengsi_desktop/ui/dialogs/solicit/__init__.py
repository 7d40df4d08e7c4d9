"""征集: the messages to the sections, and their pasted replies taken part by part."""
