"""Taking in the four lists, behind the door `services.list_import`: matched, compared, stored, shown."""
