"""About the figures: sources, words, and what not to conclude."""
