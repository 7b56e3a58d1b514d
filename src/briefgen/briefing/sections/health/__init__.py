"""The health gap: healthy life, life expectancy, the gap inside, the first wave and what shapes outcomes."""
