"""Money, ranges, percents and numbers, in cells and in prose."""
