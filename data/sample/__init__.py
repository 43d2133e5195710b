"""The sample week: invented works, and the responses in which six kinds of source would tell of them."""
