"""In brief: page 1, complete in itself."""
