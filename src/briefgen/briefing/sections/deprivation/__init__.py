"""Deprivation here: the published index for the authority, its domains and its neighbourhoods."""
