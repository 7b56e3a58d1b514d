"""Where a finished briefing goes: files, the manifest and index of a batch, inboxes."""
