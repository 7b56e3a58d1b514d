"""What is so about a place, worked out before a sentence is written."""
