"""Policy briefings for every English local authority."""

__version__ = "0.1.0"
