"""下发 and 收回填报表 in the window: two dialogs and the two functions that open them."""
