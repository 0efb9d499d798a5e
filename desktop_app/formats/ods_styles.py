"""The styles of an ODS spreadsheet, made from the number formats that Excel names.

OpenDocument 1.3, part 3, 16.29 (data styles).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.formats.xml_text import escape

_DAY_PART = re.compile(r"yyyy|mmmm|mmm|mm|m|dd|d|hh|h|\[h\]|ss|AM/PM|\\(.)|\"([^\"]*)\"|(.)", re.S)
_DAY_PARTS = {
    "yyyy": '<number:year number:style="long"/>',
    "mmmm": '<number:month number:textual="true" number:style="long"/>',
    "mmm": '<number:month number:textual="true"/>',
    "dd": '<number:day number:style="long"/>',
    "d": "<number:day/>",
    "hh": '<number:hours number:style="long"/>',
    "h": "<number:hours/>",
    "[h]": "<number:hours/>",
    "ss": '<number:seconds number:style="long"/>',
    "AM/PM": "<number:am-pm/>",
}
_NUMBER = re.compile(r"(?P<whole>[#,0]*0)(?:\.(?P<rest>[0#]+))?")
_LITERAL = re.compile(r"\\(.)|\"([^\"]*)\"|\[\$([^\]-]*)[^\]]*\]|([^\\\"\[\]#0,.;])", re.S)


def data_style(name: str, measure: str, code: str) -> str:
    """Return the data style for a format such as dd.mm.yyyy or 0.00%, or nothing for General."""
    if code in ("General", "@"):
        return ""
    if measure in ("day", "moment") or "[h]" in code or measure == "time":
        kind = "date" if measure in ("day", "moment") else "time"
        whole = ' number:truncate-on-overflow="false"' if "[h]" in code else ""
        parts = _day_parts(code)
        return f'<number:{kind}-style style:name="{name}"{whole}>{parts}</number:{kind}-style>'
    return _number_style(name, code.partition(";")[0])


def _day_parts(code: str) -> str:
    parts, clock = [], False
    for found in _DAY_PART.finditer(code):
        word = found[0]
        literal = found[1] or found[2] or found[3]
        if word in ("mm", "m"):
            long = ' number:style="long"' if word == "mm" else ""
            parts.append(f"<number:{'minutes' if clock else 'month'}{long}/>")
        elif literal is not None:
            parts.append(f"<number:text>{escape(literal)}</number:text>")
        else:
            clock = clock or word in ("hh", "h", "[h]")
            parts.append(_DAY_PARTS[word])
    return "".join(parts)


def _number_style(name: str, code: str) -> str:
    found = _NUMBER.search(code)
    if not found:
        return ""
    kind = "percentage" if "%" in code else "number"
    places = f'number:decimal-places="{len(found["rest"] or "")}" '
    fewest = f'number:min-decimal-places="{(found["rest"] or "").count("0")}" '
    digits = f'number:min-integer-digits="{max(found["whole"].count("0"), 1)}"'
    groups = ' number:grouping="true"' if "," in found["whole"] else ""
    before, behind = _literals(code[: found.start()]), _literals(code[found.end() :])
    return (
        f'<number:{kind}-style style:name="{name}">{before}'
        f"<number:number {places}{fewest}{digits}{groups}/>{behind}</number:{kind}-style>"
    )


def _literals(code: str) -> str:
    text = "".join(next(filter(None, found.groups()), "") for found in _LITERAL.finditer(code))
    return f"<number:text>{escape(text)}</number:text>" if text else ""


def automatic_styles(forms: Sequence[tuple[str, str]], widths: Sequence[int]) -> str:
    """Return the styles of the columns: c0 … for the forms (measure and code), w8 … for widths."""
    heading = (
        '<style:style style:name="heading" style:family="table-cell">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    cells = []
    for number, (measure, code) in enumerate(forms):
        style = data_style(f"n{number}", measure, code)
        link = f' style:data-style-name="n{number}"' if style else ""
        cells.append(
            f'{style}<style:style style:name="c{number}" style:family="table-cell"{link}/>'
        )
    sizes = [
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.2:.1f}cm"/></style:style>'
        for width in sorted(set(widths))
    ]
    return "".join([heading, *cells, *sizes])
