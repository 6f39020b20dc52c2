"""The same play in a terminal: plain lines that a screen reader reads in order."""
