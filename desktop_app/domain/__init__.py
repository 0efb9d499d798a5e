"""The words everyone shares: plain frozen values.  May import: the standard library only."""
