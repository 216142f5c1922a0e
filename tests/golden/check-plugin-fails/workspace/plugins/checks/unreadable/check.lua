return check { id = "unreadable", titel = "a slip" }
