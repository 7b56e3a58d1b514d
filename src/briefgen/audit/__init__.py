"""What a finished briefing says, checked against the figures."""
