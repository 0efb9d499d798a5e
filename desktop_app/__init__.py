"""Tidybase: a desktop database for people who never heard the word."""

__version__ = "0.1.0"
