"""What tables can be read from and written to: one file per format.

They are listed in `readable` and `writable`, and not here: what is loaded with this package, the
child process that takes a file apart has to wait for. May import: domain.
"""
