"""The index: facts, passages and vectors, built, updated, opened and verified."""
