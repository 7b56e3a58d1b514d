"""What shapes health here: the wider determinants by group."""
