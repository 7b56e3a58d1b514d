"""Briefings into the right inboxes, once: a list is read, a plan checked, and each step written down.

Nothing here asks the clock, opens the figures, or logs; the caller brings the time and the names.
"""
