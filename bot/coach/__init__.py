"""Facts to an Answer, with no model: one module a kind of ask."""
