"""The starter guides and the aliases that ship with Parley; a package so that an installed Parley finds them."""
