"""What a written cell means, worked out anew: a second opinion on what an import makes of it.

The documented equivalents, in a column whose kind a person chose by hand (else there are none):
blanks around a cell, and a cell of blanks only; another way of writing the same number, day, time
or length of time; another word for yes or no; stars in digits; an address without “mailto:”; a
list with a comma and a blank between its members, those with signs of their own in quotation
marks. Codes, other currencies, time zones and what can be read in two ways are never among them.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal, InvalidOperation

YES = {"yes", "y", "true", "t", "1", "x", "on", "ja", "j", "oui", "sí", "si", "wahr", "✓"}
NO = {"no", "n", "false", "f", "0", "off", "nein", "non", "falsch", "✗"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNITS = {"h": 3600, "min": 60, "s": 1, "sec": 1}
GAPS = "[\\s'\N{RIGHT SINGLE QUOTATION MARK}_]"


def says_the_same(kind: str, cell: str, back: str) -> bool:
    """Say whether a cell that came back as other letters still says the same in that kind."""
    if not cell.strip():
        return back == ""
    if kind in ("choice", "web_link", "phone"):
        return back == cell.strip()
    return _SAME[kind](cell.strip(), back)


def numbers(text: str) -> set[Decimal]:
    """Return what the text may mean as a number; nothing if it is a code or none."""
    bare = text.replace("\N{MINUS SIGN}", "-")
    if re.match(rf"-?0{GAPS}?\d|\+", bare) or re.search(rf"{GAPS}(?!\d{{3}}(?!\d))", bare):
        return set()
    bare = re.sub(GAPS, "", bare)
    readings = {bare.replace(",", "."), *(_grouped(bare, *signs) for signs in (",.", ".,"))}
    return set(filter(lambda one: one is not None, map(_decimal, readings)))  # type: ignore[arg-type]


def _grouped(bare: str, group: str, mark: str) -> str:
    found = re.fullmatch(rf"-?[1-9]\d{{0,2}}(\{group}\d{{3}})+(\{mark}\d*)?", bare)
    return bare.replace(group, "").replace(mark, ".") if found else "none"


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _exactly(cell: str, back: str) -> bool:
    return numbers(cell) == numbers(back.replace(",", "")) and len(numbers(cell)) == 1


def _with_decimals(cell: str, back: str) -> bool:
    return _decimal(back) in numbers(cell)


def _percent(cell: str, back: str) -> bool:
    return _decimal(back.removesuffix(" %")) in numbers(cell.removesuffix("%").strip())


def _day(cell: str, back: str) -> bool:
    year, month, day = map(int, back.split("-"))
    words = re.findall(r"[a-z]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", cell.casefold()))
    named = [MONTHS.index(word[:3]) + 1 for word in words]
    given = [int(digits) for digits in re.findall(r"\d+", cell)]
    told_apart = named or "." in cell or cell[:4].isdecimal() or max(day, month) > 12
    return sorted([*given, *named]) == sorted([year, month, day]) and bool(
        told_apart or day == month
    )


def _moment(cell: str, back: str) -> bool:
    day, clock = back.split(" ")
    written, _, hours = re.sub(r"(?<=\d)T(?=\d)", " ", cell).rpartition(" ")
    if ":" not in cell:
        return clock == "00:00" and _day(cell, day)
    return _day(written, day) and _clock(hours, clock)


def _clock(cell: str, back: str) -> bool:
    parts = [int(digits) for digits in re.findall(r"\d+", cell)]
    late = re.search(r"p\.?m", cell.casefold()) is not None
    if late or re.search(r"a\.?m", cell.casefold()):
        if not 1 <= parts[0] <= 12:
            return parts[0] > 12 and late and back.startswith(str(parts[0]))
        parts[0] = parts[0] % 12 + 12 * late
    shown = [int(digits) for digits in back.split(":")]
    return [*parts, 0, 0][:3] == [*shown, 0][:3]


def _length(cell: str, back: str) -> bool:
    return _seconds(cell) == _seconds(back)


def _seconds(text: str) -> int:
    clock = re.fullmatch(r"(-?)(\d+):\s?(\d\d?)(?::(\d\d?))?", text)
    if clock:
        total = sum(int(clock[n] or 0) * each for n, each in ((2, 3600), (3, 60), (4, 1)))
    else:
        parts = re.findall(r"(\d+) ?(h|min|sec|s)\b", text)
        total = sum(int(number) * UNITS[unit] for number, unit in parts) if parts else -1
    return -total if text.startswith("-") else total


def _truth(cell: str, back: str) -> bool:
    return cell.casefold() in {"yes": YES, "no": NO}[back]


def _stars(cell: str, back: str) -> bool:
    digits = re.fullmatch(r"(\d)(?:[.,]0*)?(?:\s*/\s*5)?", cell)
    return int(back) == (int(digits[1]) if digits else len(cell.rstrip("☆")))


def _address(cell: str, back: str) -> bool:
    return back == cell.removeprefix("mailto:")


def _list(cell: str, back: str) -> bool:
    names = next(csv.reader([back], skipinitialspace=True))  # '"' comes back in quotation marks
    return set(filter(None, map(str.strip, re.split("[,;\n\r]", cell)))) == set(names)


_SAME = {
    "whole_number": _exactly,
    "decimal_number": _with_decimals,
    "money": _exactly,
    "percent": _percent,
    "date": _day,
    "date_time": _moment,
    "time": _clock,
    "duration": _length,
    "yes_no": _truth,
    "rating": _stars,
    "email": _address,
    "several_choices": _list,
}
