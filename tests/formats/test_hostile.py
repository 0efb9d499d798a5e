"""Whatever a file is made of, it ends in a plain sentence or a harmless reading; we live on."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.errors import Invalid
from tests.formats.reading import CORPORA, SAMPLES, opened, rows, written
from tests.formats.workbooks import binary_workbook, ods_row, open_document

MONSTER = "x" * 10_000_001
SHEETS = sorted((CORPORA / "own-hostile").glob("*.[xo]*")) or sorted(SAMPLES.glob("*.[xo][ld]s*"))
MANY = 100_000
BOUND = 100_000
"""More rows than any of these files has a right to."""


def outcome(path: Path, name: str | None = None) -> str:
    """The sentence that the file ends in; nothing if it could be read."""
    try:
        assert len(rows(opened(path, name))) < BOUND
    except Invalid as refusal:
        sentence = refusal.message
        assert sentence.endswith((".", "?"))
        assert not any(word in sentence for word in ("Traceback", "Error", "/etc", "root:"))
        return sentence
    return ""


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_hostile_workbook_ends_in_a_sentence_or_a_harmless_reading(path: Path) -> None:
    outcome(path)


def long_csv(folder: Path) -> Path:
    """A quotation mark that is never closed, and no end of line for a long time."""
    return written(folder, f'a,b\n1,"{MONSTER}\n', "x.csv")


def long_json(folder: Path) -> Path:
    """One cell too long."""
    return written(folder, json.dumps([{"a": 1}, {"a": MONSTER}]), "x.json")


def long_lines(folder: Path) -> Path:
    """One cell too long."""
    return written(folder, json.dumps({"a": MONSTER}) + "\n{}\n", "x.ndjson")


def long_html(folder: Path) -> Path:
    """One cell too long."""
    return written(folder, f"<table><tr><th>a<th>b<tr><td>{MONSTER}<td>x</table>", "x.html")


def long_database(folder: Path) -> Path:
    """One cell too long."""
    with closing(sqlite3.connect(folder / "x.db")) as made:
        made.execute("CREATE TABLE t (a)")
        made.execute("INSERT INTO t VALUES (1), (?)", (MONSTER,))
        made.commit()
    return folder / "x.db"


def long_open_document(folder: Path) -> Path:
    """One cell too long."""
    return open_document(folder / "x.ods", {"S": ods_row("a") + ods_row(MONSTER)})


def wide_workbook(folder: Path) -> Path:
    """Every column a workbook can have."""
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet("S").append(["x"] * 16_384)
    book.save(folder / "x.xlsx")
    return folder / "x.xlsx"


def wide_database(folder: Path) -> Path:
    """Every column a database can have."""
    with closing(sqlite3.connect(folder / "x.db")) as made:
        made.execute(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(2_000))})")
        made.commit()
    return folder / "x.db"


def bomb(folder: Path) -> Path:
    """A small zip that unpacks to a large part."""
    with zipfile.ZipFile(folder / "x.ods", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", b" " * (120 << 20))
    return folder / "x.ods"


def many_parts(folder: Path) -> Path:
    """A zip with more parts than any workbook."""
    with zipfile.ZipFile(folder / "x.xlsx", "w") as book:
        for number in range(10_001):
            book.writestr(str(number), "")
    return folder / "x.xlsx"


def entities(folder: Path) -> Path:
    """Entities that grow without end, in an open document."""
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(12)
    )
    body = "<table:table-cell office:value-type='string'><text:p>&m;</text:p></table:table-cell>"
    path = open_document(folder / "x.ods", {"S": f"<table:table-row>{body}</table:table-row>"})
    with zipfile.ZipFile(path) as book:
        content = book.read("content.xml").decode()
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", doctype + "]>" + content)
    return path


HOSTILE: dict[Callable[[Path], Path], str] = {
    long_csv: "Line 2 is longer than 10,000,000 letters",
    long_json: "Row 2 holds a cell of more than 10,000,000 letters",
    long_lines: "Row 1 holds a cell",
    long_html: "Row 2 holds a cell",
    long_database: "Row 2 holds a cell",
    long_open_document: "Row 2 holds a cell",
    wide_workbook: "16,384 columns wide",
    wide_database: "has 2,000 columns",
    bomb: "unpacks to more",
    many_parts: "unpacks to more",
}


@pytest.mark.parametrize("made", HOSTILE, ids=lambda made: str(made.__name__))
def test_what_no_table_can_hold_is_said_with_its_place(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    assert HOSTILE[made] in outcome(made(tmp_path))


def test_entities_never_unfold(tmp_path: Path) -> None:
    path = entities(tmp_path)
    if not (sentence := outcome(path)):
        assert max(len(str(cell)) for row in rows(opened(path)) for cell in row) < 100
    assert "aaaa" not in sentence


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", ",".join(["a"] * MANY)),
        ("x.json", json.dumps([{str(n): n for n in range(MANY)}])),
        ("x.json", json.dumps([[0] * MANY])),
        ("x.ndjson", json.dumps({str(n): n for n in range(MANY)})),
        ("x.html", "<table><tr>" + "<td>x" * MANY),
    ],
)
def test_a_hundred_thousand_columns_are_refused_in_words(
    tmp_path: Path, name: str, text: str
) -> None:
    assert "columns" in outcome(written(tmp_path, text, name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", "[" * 1_000_000),
        ("x.json", '{"a":' * 1_000_000),
        ("x.ndjson", "[" * 1_000_000 + "\n[1]\n"),
        ("x.html", "<table><tr><td>" * 20_000),
        ("x.html", "<table><tr><td colspan=1000 rowspan=60000>x" * 100),
        ("x.html", "<div>" * 20_000 + "<table><tr><td>1<td>2"),
        ("x.html", "<table><tr><td>1<td>2" + "<![if x" * 1_000),
    ],
)
def test_what_lies_deep_inside_itself_takes_nothing_down(
    tmp_path: Path, name: str, text: str
) -> None:
    outcome(written(tmp_path, text, name))


@pytest.mark.parametrize("ending", ["csv", "json", "ndjson", "html"])
@pytest.mark.parametrize(
    "letters", [b"\xff\xfe\x00\xd8", b"\xc3\x28\xa0", b"a\0b", b"\xed\xa0\x80"]
)
def test_letters_that_are_none_harm_no_text_file(
    tmp_path: Path, ending: str, letters: bytes
) -> None:
    whole = {
        "csv": b"Name,Town\nA,%s\nB,Bonn\n",
        "json": b'[{"Name":"A","Town":"%s"},{"Name":"B","Town":"Bonn"}]',
        "ndjson": b'{"Name":"A","Town":"%s"}\n{"Name":"B","Town":"Bonn"}\n',
        "html": b"<table><tr><th>Name<th>Town<tr><td>A<td>%s<tr><td>B<td>Bonn</table>",
    }
    found = rows(opened(written(tmp_path, whole[ending] % letters, f"x.{ending}")))
    assert found[-1] == ["B", "Bonn"]
    assert len(found) == 2


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("name", ["x.xlsx", "x.xlsb", "x.ods", "x.xls", "x.json", "x.html"])
def test_a_file_cut_anywhere_ends_in_a_sentence_or_gives_what_is_left(
    tmp_path: Path, name: str, share: float
) -> None:
    table = [["Name", "Age"], *[["Ada", number] for number in range(200)]]
    path = tmp_path / name
    if name == "x.xlsx":
        book = openpyxl.Workbook()
        for row in table:
            book.active.append(row)
        book.save(path)
    elif name == "x.xlsb":
        binary_workbook(path, {"S": table})
    elif name == "x.ods":
        open_document(path, {"S": "".join(ods_row(*row) for row in table)})
    elif name == "x.xls":
        path.write_bytes((SAMPLES / "old.xls").read_bytes())
    elif name == "x.json":
        path.write_text(json.dumps([dict(zip(table[0], row, strict=True)) for row in table]))
    else:
        cells = "".join(f"<tr><td>{name}<td>{age}</tr>" for name, age in table)
        path.write_text(f"<table>{cells}</table>")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert bool(outcome(path)) == (name != "x.html")


def test_after_all_that_an_honest_file_is_read(tmp_path: Path) -> None:
    assert outcome(written(tmp_path, "a,b\n1,2\n")) == ""
