"""The weekly run: plain steps, and the Prefect flow that calls them in order."""
