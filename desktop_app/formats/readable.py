"""What tables can be read from. To add a format, list it here.

A file belongs to the first format that claims it.
"""

from functools import partial

from desktop_app.domain.registry import Registry
from desktop_app.formats.base import Format
from desktop_app.formats.choice import choose, endings
from desktop_app.formats.csv_text import CsvText
from desktop_app.formats.html_table import HtmlTable
from desktop_app.formats.json_text import JsonText
from desktop_app.formats.markdown_text import MarkdownText
from desktop_app.formats.ndjson import Ndjson
from desktop_app.formats.ods import Ods
from desktop_app.formats.sqlite_file import SqliteFile
from desktop_app.formats.xls import Xls
from desktop_app.formats.xlsb import Xlsb
from desktop_app.formats.xlsx import Xlsx

FORMATS: Registry[Format] = Registry(
    "format",
    [
        *(Ods(), Xlsb(), Xlsx(), Xls(), SqliteFile()),
        *(HtmlTable(), MarkdownText(), Ndjson(), JsonText(), CsvText()),
    ],
)

ENDINGS = endings(FORMATS)
"""How the names of files end that can be imported; what a file dialog offers."""

format_for = partial(choose, FORMATS)
