"""A message to what it asks and tells. Pure: no state, no answers."""
