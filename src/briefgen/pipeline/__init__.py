"""The recipe: read, assemble, render, deliver."""
