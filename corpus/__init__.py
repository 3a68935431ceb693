"""The starter guides and the aliases of names, a package so that they are found wherever Parley is installed."""
