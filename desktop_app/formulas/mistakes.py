"""What is wrong with a text that is no formula, in plain sentences."""

from __future__ import annotations

from desktop_app.formulas.errors import NotAFormula

_CLOSING = {'"': '"', "“": "”", "[": "]"}
_LONGEST = 20
_JOINING = {
    "AND": "AND([Paid], [Due] < TODAY())",
    "OR": "OR([Paid], [Due] < TODAY())",
    "NOT": "NOT([Paid])",
}


def find_open_ends(text: str) -> None:
    """Look whether every bracket and every quotation mark has its partner. Raises NotAFormula."""
    opened: list[int] = []
    place = 0
    while place < len(text):
        sign = text[place]
        if sign in _CLOSING:
            place = _closed(text, place)
        elif sign == "(":
            opened.append(place)
        elif sign == ")" and not opened:
            raise NotAFormula("There is a “)” too many: nothing was opened before it.", place)
        elif sign == ")":
            opened.pop()
        place += 1
    if opened:
        start = opened[-1]
        raise NotAFormula(f"A bracket is not closed: {_from(text, start)}", start)


def explain(text: str, place: int) -> NotAFormula:
    """Say what cannot be where the reading stopped."""
    before, rest = text[:place].rstrip(), text[place:].lstrip()
    if not rest:
        return NotAFormula(
            f"The formula stops after “{_end(before)}”: something is missing.", place
        )
    if rest[0] == ")":
        return NotAFormula(f"Something is missing between “{_end(before)}” and “)”.", place)
    if rest[0] in ",;":
        return NotAFormula(
            f"The “{rest[0]}” cannot stand here. It parts what a function is given.", place
        )
    if rest[0] == "'":
        return NotAFormula('A text goes between double quotation marks: "late".', place)
    return NotAFormula(_out_of_place(before, rest), place)


def _out_of_place(before: str, rest: str) -> str:
    joining = next((word for word in (_start(rest), _end(before)) if word.upper() in _JOINING), "")
    if joining:
        return (
            f"“{joining}” is written before its parts, with brackets around them: "
            f"{_JOINING[joining.upper()]}"
        )
    if not before:
        return f"A formula cannot begin with “{_start(rest)}”."
    return (
        f"“{_start(rest)}” cannot follow “{_end(before)}”. "
        "Is there a sign missing between them, such as + or &?"
    )


def _closed(text: str, start: int) -> int:
    """Return the place of the partner of what opens at `start`."""
    closing = _CLOSING[text[start]]
    place = text.find(closing, start + 1)
    while place >= 0 and closing != "”" and text[place + 1 : place + 2] == closing:
        place = text.find(closing, place + 2)
    if place < 0:
        what = "The name of a column" if closing == "]" else "A text"
        raise NotAFormula(f"{what} is not closed: {_from(text, start)}", start)
    if closing == "]" and not text[start + 1 : place].strip():
        raise NotAFormula("The name of a column is missing between “[” and “]”.", start)
    return place


def _from(text: str, start: int) -> str:
    part = text[start : start + _LONGEST].rstrip()
    return part if start + _LONGEST >= len(text) else f"{part}…"


def _start(rest: str) -> str:
    return rest[:_LONGEST].split(maxsplit=1)[0]


def _end(before: str) -> str:
    return before[-_LONGEST:].rsplit(maxsplit=1)[-1] if before else ""
