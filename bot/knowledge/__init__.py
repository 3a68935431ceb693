"""Look-ups and arithmetic: typed requests in, typed facts out."""
