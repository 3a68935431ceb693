"""Any file to text and tables with places: structure only, no meaning."""
