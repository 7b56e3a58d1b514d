"""The tables of a briefing, one module a shape: each cell looked up or worked out again."""
