"""Parley over the Model Context Protocol."""
