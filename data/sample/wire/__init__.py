"""The wire formats of the six kinds of source: copies in, the bodies of responses out."""
