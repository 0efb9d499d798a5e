"""What tables can be read from and written to. One file per format; to add one, list it here.

A file belongs to the first format that claims it. May import: domain.
"""

from functools import partial

from desktop_app.domain.registry import Registry
from desktop_app.formats.base import Format
from desktop_app.formats.choice import choose, endings
from desktop_app.formats.csv_text import CsvText
from desktop_app.formats.csv_writer import CsvWriter
from desktop_app.formats.html_table import HtmlTable
from desktop_app.formats.html_writer import HtmlWriter
from desktop_app.formats.json_text import JsonText
from desktop_app.formats.json_writer import JsonWriter
from desktop_app.formats.markdown_writer import MarkdownWriter
from desktop_app.formats.ndjson import Ndjson
from desktop_app.formats.ndjson_writer import NdjsonWriter
from desktop_app.formats.ods import Ods
from desktop_app.formats.ods_writer import OdsWriter
from desktop_app.formats.outgoing import Writer
from desktop_app.formats.sqlite_file import SqliteFile
from desktop_app.formats.sqlite_writer import SqliteWriter
from desktop_app.formats.tsv_writer import TsvWriter
from desktop_app.formats.xls import Xls
from desktop_app.formats.xlsb import Xlsb
from desktop_app.formats.xlsx import Xlsx
from desktop_app.formats.xlsx_writer import XlsxWriter

FORMATS: Registry[Format] = Registry(
    "format",
    [
        *(Ods(), Xlsb(), Xlsx(), Xls(), SqliteFile()),
        *(HtmlTable(), Ndjson(), JsonText(), CsvText()),
    ],
)

WRITERS: Registry[Writer] = Registry(
    "format to write",
    [
        *(XlsxWriter(), CsvWriter(), OdsWriter(), TsvWriter(), HtmlWriter()),
        *(MarkdownWriter(), JsonWriter(), NdjsonWriter(), SqliteWriter()),
    ],
)

ENDINGS = endings(FORMATS)
"""How the names of files end that can be imported; what a file dialog offers."""

format_for = partial(choose, FORMATS)

__all__ = ["ENDINGS", "FORMATS", "WRITERS", "format_for"]
