"""The service assembled: application, limits."""
