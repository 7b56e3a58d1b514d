"""Charts without ground: each module draws its kinds, in one style, at final size."""
