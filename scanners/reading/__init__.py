"""Reading what sources write: markup, names, dates, notices and pages, whatever the kind of source."""
