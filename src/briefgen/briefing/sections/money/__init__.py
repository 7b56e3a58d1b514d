"""The money here: what was led, what is shared, and what another rule would have meant."""
