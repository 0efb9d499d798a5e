"""The document: the only room that speaks SQL about people's data.

store     one writer and many readers          work     the transaction, and what happens in it
catalog   which tables and columns there are   schema   making and changing them in the database
rows      reading and writing their rows       changes  what can be done, each with its inverse
journal   what was done: undo, redo, history   backends what differs between databases

The others, by what they are about:

the document    base about opening migrate backups sizes room addresses beside
cells           misfits rules converting choices filled fields labels wording letters
links           links linking missing relinking
looking         browsing queries search pieces orders making; out: exporting saving
the way back    entries made overtaken images former row_history row_back deleted_rows trimming
rows arriving   side side_texts side_keys side_names side_rows arriving rehearsing

May import: formulas, column_types, formats, domain; never Flask.
"""
