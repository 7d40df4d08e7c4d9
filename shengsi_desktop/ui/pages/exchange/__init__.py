"""报送接收: what passes between units and between one unit's machines."""
