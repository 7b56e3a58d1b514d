"""What is read back from finished files, and what is checked of them."""
