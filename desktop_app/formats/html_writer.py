"""Writing a page with one table, which any browser shows and any program can paste."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import BinaryIO, ClassVar

from desktop_app.formats.outgoing import Outgoing, Plain, Wishes, shown

_HEAD = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
body {{ margin: 2rem; font: 15px/1.45 system-ui, sans-serif; color: #222; background: #fff; }}
table {{ border-collapse: collapse; }}
caption {{ padding: 0 0 .6rem; font-size: 1.3rem; font-weight: 600; text-align: start; }}
th, td {{ padding: .35rem .7rem; border-bottom: 1px solid #ddd; text-align: start; }}
td {{ vertical-align: top; white-space: pre-wrap; }}
th {{ border-bottom: 2px solid #999; }}
.end {{ text-align: end; font-variant-numeric: tabular-nums; }}
.center {{ text-align: center; }}
</style>
</head>
<body>
<table>
<caption>{name}</caption>
<thead>
<tr>{headings}</tr>
</thead>
<tbody>
"""
_ABOUT_SPACES = (
    "Some cells have tabs, wide spaces or several spaces in a row. The page shows them, but other "
    "programs make one space of them when they read it."
)
_SPACED = re.compile(
    "[\x01-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200b\u2028-\u202f\u205f\u3000\ufeff]"
    "|[ \n][ \n]|(?:\\A|\0)[ \n]|[ \n](?:\\Z|\0)"
)
_FOOT = "</tbody>\n</table>\n</body>\n</html>\n"


class HtmlWriter(Plain):
    """One page, complete in itself, without anything that runs."""

    name: ClassVar[str] = "html"
    label: ClassVar[str] = "Web page (HTML)"
    ending: ClassVar[str] = ".html"
    mime: ClassVar[str] = "text/html"

    def write(self, tables: Sequence[Outgoing], file: BinaryIO, wishes: Wishes) -> Sequence[str]:  # noqa: ARG002 - the contract
        """Write the one table."""
        table = tables[0]
        headings = "".join(
            f"<th{_aligned(column.align)}>{escape(column.name)}</th>" for column in table.columns
        )
        file.write(_HEAD.format(name=escape(table.name), headings=headings).encode())
        cells = "".join(f"<td{_aligned(column.align)}>%s</td>" for column in table.columns)
        spaced = False
        for batch in table.batches():
            texts = list(shown(table.columns, batch))
            spaced = spaced or any(_SPACED.search("\0".join(row)) for row in texts)
            rows = (tuple(map(_kept, row)) for row in texts)
            file.write("".join(f"<tr>{cells % row}</tr>\n" for row in rows).encode())
        file.write(_FOOT.encode())
        return [_ABOUT_SPACES] if spaced else []


def _aligned(align: str) -> str:
    return f' class="{align}"' if align != "start" else ""


def _kept(text: str) -> str:
    """Escape what a browser would run, and break lines where they are broken."""
    return escape(text).replace("\r", "&#13;").replace("\n", "<br>")
