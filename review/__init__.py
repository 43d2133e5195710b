"""The review page: a web application in which a team screens, one page per file."""
