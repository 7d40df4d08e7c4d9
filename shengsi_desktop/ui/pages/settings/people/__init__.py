"""领导与专班: who is in charge of which units and items, and the 工作专班."""
