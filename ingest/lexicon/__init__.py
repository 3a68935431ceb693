"""The field's words as data, and one loader."""
