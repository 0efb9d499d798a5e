"""Transfer: files in, files out.  May import: web, engine, formats, column_types.

a file is looked at    preview showing stand_ins sheets; its columns: survey candidates candidate
                       traits; kinds a person chose: fitting counting (fit_routes fit_shapes)
it becomes a table     service filling table_reader; in a process of its own: loading loader
in long work           importing; all sheets at once: all_sheets found_links
into one that is there into into_ahead into_file into_jobs goals (into_routes into_shapes)
what is kept of it     receipts fingerprints (receipt_routes receipt_shapes)
out                    export going_out printing (export_routes)
for the app            wiring has the SERVICE: the processes that read files need no pages
"""
