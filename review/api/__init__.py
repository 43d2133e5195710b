"""The HTTP interface for programs: JSON in, JSON out, a token in place of a session."""
