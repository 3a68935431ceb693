"""What a guide says: its types, and how its tables and sections are read."""
