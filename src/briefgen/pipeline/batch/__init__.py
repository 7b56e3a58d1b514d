"""Many authorities in one run: only what changed, each file whole, one bad area alone."""
