"""The only package that opens data/: readers for the pipeline, and the compilers that build the tables."""
