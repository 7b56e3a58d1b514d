"""The gate: what a finished PDF must show before a reader gets it. `python -m tests.gate` runs it over all of England."""
