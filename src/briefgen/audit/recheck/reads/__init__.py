"""The patterns, one module a subject of the briefing."""
