"""What is wrong with a file that somebody wants to import."""


class BadExport(Exception):
    """The file cannot be imported; `str()` says why in a sentence."""
