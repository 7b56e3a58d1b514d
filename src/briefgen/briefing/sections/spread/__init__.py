"""Within and between: where the spread of deprivation lies, and how the place stands among others."""
