"""The report on one unit: from what was answered to the tree that every format sets."""
