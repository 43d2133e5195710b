"""What can be said of the works that nobody has read: a test for one list, recall over many weeks.

Nothing here stops or excludes. It states, and people decide.
"""
