"""The document: the only room that speaks SQL about people's data.

store     one writer and many readers          work     the transaction, and what happens in it
catalog   which tables and columns there are   schema   making and changing them in the database
rows      reading and writing their rows       changes  what can be done, each with its inverse
journal   what was done: undo, redo, history   backends what differs between databases

May import: column_types, formats, domain; never Flask.
"""
