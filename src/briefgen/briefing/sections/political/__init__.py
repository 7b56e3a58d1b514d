"""Political geography, off unless asked for."""
