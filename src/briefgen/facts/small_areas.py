"""Authorities treated apart by rule."""

SMALL_AREAS = frozenset({"E06000053", "E09000001"})  # Isles of Scilly, City of London (METHODS 20)
