"""How much may be asked for at once."""

MAX_TOKENS = 2000
"""Words and signs of a document; the parser reads no further."""
DEFAULT_PAGE = 20
MAX_PAGE = 500
