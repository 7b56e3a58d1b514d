"""What may be asked of any edition, known before a figure is read or a library loaded."""

from datetime import date

AS_OF = date(2026, 11, 23)  # the day the figures were collected to
FORMATS = ("pdf", "html", "csv", "json")
