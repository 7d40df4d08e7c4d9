"""嵊泗会商台账: the weekly 会商 of a county's units on its action plan, kept offline."""
