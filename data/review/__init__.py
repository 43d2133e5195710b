"""What the review page offers, and the program that checks an exported log of decisions."""
