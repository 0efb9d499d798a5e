"""What tables can be written to. To add a format, list it here."""

from desktop_app.domain.registry import Registry
from desktop_app.formats.csv_writer import CsvWriter
from desktop_app.formats.html_writer import HtmlWriter
from desktop_app.formats.json_writer import JsonWriter
from desktop_app.formats.markdown_writer import MarkdownWriter
from desktop_app.formats.ndjson_writer import NdjsonWriter
from desktop_app.formats.ods_writer import OdsWriter
from desktop_app.formats.outgoing import Writer
from desktop_app.formats.sqlite_writer import SqliteWriter
from desktop_app.formats.tsv_writer import TsvWriter
from desktop_app.formats.xlsx_writer import XlsxWriter

WRITERS: Registry[Writer] = Registry(
    "format to write",
    [
        *(XlsxWriter(), CsvWriter(), OdsWriter(), TsvWriter(), HtmlWriter()),
        *(MarkdownWriter(), JsonWriter(), NdjsonWriter(), SqliteWriter()),
    ],
)
