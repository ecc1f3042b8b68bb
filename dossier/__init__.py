"""Static research dossiers: who claimed what, in which exact words, according to whom."""

__version__ = "0.1.0"
