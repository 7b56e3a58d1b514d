"""A finished document read back: its words, numbers, pictures and descriptions, as a stranger with the file finds them.

Nothing here knows how the file was made; what is read is compared in pipeline.audit.
"""

from briefgen.audit.read_html import read_html
from briefgen.audit.read_pdf import read_pdf
from briefgen.audit.words import NUMBER, Read, Token, tokens

__all__ = ["NUMBER", "Read", "Token", "read_html", "read_pdf", "tokens"]
