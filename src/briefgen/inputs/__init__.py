"""What people hand in: files of theirs, read strictly."""
