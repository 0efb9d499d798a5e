"""What tables can be read from and written to: one file per format.

They are listed in `readable` and `writable`, and not here: what is loaded with this package, the
child process that takes a file apart has to wait for. May import: domain.

contracts       base readable choice; of what goes out: outgoing writable
the child       reader limits; on the side of the app: child asked answers ahead unreadable
text            csv_text encodings dialects csv_records even_rows passages findings
where it begins grid_sheet beginnings told places readings first_sheet
JSON            json_text ndjson; in the child: json_cells json_things json_decoder
SQLite          sqlite_file; in the child: sqlite_cells sqlite_tables
pages, notes    html_table markdown_text; in the child: html_cells html_page html_rows
                markdown_cells
workbooks       xlsx xlsb xls ods; in the child: workbook_cells said_times, and what the library
                that reads them does not tell: xlsx_forms xlsx_cells xlsx_times xlsb_forms
                xlsb_cells xlsb_times xls_forms xls_cells xls_times ods_forms ods_cells ods_digits
                ods_times number_forms as_shown shown_digits short_numbers odd_cells odd_times
                endless times mended_copies known_runs ole_stream
writers         csv_writer tsv_writer json_writer ndjson_writer html_writer markdown_writer
                sqlite_writer xlsx_writer ods_writer; ods_styles sheet_names xml_text formula_guard
"""
