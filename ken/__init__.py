"""The front door of Ken: command line, settings and wiring."""
