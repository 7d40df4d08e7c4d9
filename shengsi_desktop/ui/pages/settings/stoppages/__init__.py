"""设置: 停航登记, what stood still and which items it holds up."""
