"""How long, how much and how it grows: run by hand, never by a test. `python -m benchmarks.side_by_side`."""
