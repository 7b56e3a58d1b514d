"""Briefings to their readers: composed from finished files, sent once."""
