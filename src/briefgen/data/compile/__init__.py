"""Compilers: official files in, the project's own tables out, keyed to 2025 codes."""
