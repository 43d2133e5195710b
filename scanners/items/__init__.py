"""How an item of each kind of source becomes a record; one or more modules a kind."""
