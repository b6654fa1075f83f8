"""Units compared: what a closed round says of groups of units, of those that show their name, and of one unit."""
