"""What a bank writes above the bookings is about all of them, and none of them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.sheet import Reading
from desktop_app.formats.beginnings import beginning_of
from desktop_app.formats.readable import format_for
from tests.formats.reading import opened, rows, with_header, written

FACTS = ["Account;Current", "IBAN;DE12 3456", "", "Balance on 31.1.2025;1.234,56 EUR"]
NAMES = "Day;Who;What;Amount;Currency"
BOOKINGS = [NAMES, *["02.01.2025;Ada;Fee;-1.234,50;EUR"] * 3]
TOLD = ["3 lines above the table (“Account Current”) did not become a row."]


def text(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("padding", ["", ";;;"])
def test_facts_about_an_account_above_its_bookings_are_no_rows_and_are_told(
    tmp_path: Path, padding: str, gap: int
) -> None:
    above = [f"{line}{padding}" for line in [*FACTS, *[""] * gap]]
    sheet = opened(written(tmp_path, text(*above, *BOOKINGS)))
    assert with_header(sheet)[0] == NAMES.split(";")
    assert len(rows(sheet)) == 3
    assert sheet.places([1, 3]) == [6 + gap, 8 + gap]
    assert (sheet.reading.header, list(sheet.notes)) == (5 + gap, TOLD)


SAID = ["Kontonummer;DE89370400440532013000", "Zeitraum;01.01.2025-31.01.2025"]
HEADED = "Buchungstag;Valuta;Verwendungszweck;Betrag"
BOOKED = ["02.01.2025;02.01.25;Miete;1,56-", *["03.01.2025;03.01.25;Lohn;2,00"] * 2]


@pytest.mark.parametrize(
    "above", [SAID, SAID[:1], [*SAID, ""], [SAID[0], "", "Konto:;Giro"]], ids=len
)
def test_a_bank_writes_facts_above_four_columns_too(tmp_path: Path, above: list[str]) -> None:
    padded = [f"{line};;" if line else ";;;" for line in above]
    sheet = opened(written(tmp_path, text(*padded, HEADED, *BOOKED, ";;Saldo;4,00")))
    assert (list(sheet.header), sheet.reading.header) == (HEADED.split(";"), len(above) + 1)
    assert (len(rows(sheet)), len(sheet.notes)) == (4, 1)


def test_facts_of_three_cells_and_names_said_twice_stand_in_very_wide_tables(
    tmp_path: Path,
) -> None:
    above = ["Umsatzanzeige;Datei vom 01.02.2025 10:11", ";aktuell", "", SAID[0]]
    above += ["Saldo;1.261,94;EUR", "", "In der Datei stehen alle Umsätze.", ""]
    names = "Buchung;Valuta;Wer;Text;Zweck;Saldo;Währung;Betrag;Währung"
    booked = "31.01.2025;31.01.2025;Bo;Lastschrift;Miete;1.261,94;EUR;-1.234,56;EUR"
    sheet = opened(written(tmp_path, text(*above, names, booked, booked)))
    assert (list(sheet.header), len(rows(sheet))) == (names.split(";"), 2)
    assert "5 lines above the table" in sheet.notes[0]


@pytest.mark.parametrize("mark", ["EXTF", "DTVF"])
def test_what_a_file_of_accounts_says_of_itself_is_no_row(tmp_path: Path, mark: str) -> None:
    said = (
        f'"{mark}";700;21;"Buchungsstapel";13;20250101;;"RE";"";"";1001;10001;"";4;;"Jan";0;"EUR"'
    )
    names = "Umsatz;Soll/Haben;WKZ;Kurs;Konto;Gegenkonto;Schlüssel;Belegdatum;Beleg;Text"
    booked = '1234,56;"S";"EUR";;8400;1200;"";0201;"R001";"Miete"'
    sheet = opened(written(tmp_path, text(said, names, booked, booked)))
    assert (list(sheet.header), len(rows(sheet))) == (names.split(";"), 2)
    assert sheet.notes[0].startswith(f"A line above the table (“{mark} 700 21")


ONE = "Ada;York;5;2025-01-02;x"


@pytest.mark.parametrize(
    "above",
    [["Since;2025"], ["My guests", "Of:;the choir"], ["Of:;the choir", "", "Since:;2025"]],
    ids=["a value above texts", "marked, below a title", "with a gap between them"],
)
def test_short_lists_with_texts_in_front_have_facts_above_too(
    tmp_path: Path, above: list[str]
) -> None:
    sheet = opened(written(tmp_path, text(*above, "Who;Town;Fee;Day;Note", *[ONE] * 3)))
    assert (sheet.reading.separator, sheet.reading.header) == ("semicolon", len(above) + 1)
    assert rows(sheet) == [ONE.split(";")] * 3
    assert len(sheet.notes) == 1


def test_facts_right_above_the_names_of_a_workbook_are_no_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in ["Report", "Period:;2025", "Site:;North", *BOOKINGS, "03.01.2025;Bo;Fee;-2;EUR"]:
        book.active.append([None, *line.split(";")])
    book.save(tmp_path / "x.xlsx")
    sheet = opened(tmp_path / "x.xlsx")
    assert list(sheet.header) == NAMES.split(";")
    assert len(rows(sheet)) == 4
    assert list(sheet.notes) == ["3 lines above the table (“Report”) did not become a row."]


def test_what_was_left_out_without_a_gap_comes_back_if_there_are_no_names(tmp_path: Path) -> None:
    path = written(tmp_path, text(*FACTS, *BOOKINGS))
    kind = format_for(path, path.name)
    sheet = kind.open(path, "file", Reading(header=0))
    assert rows(sheet)[0][:2] == ["Account", "Current"]
    assert len(rows(sheet)) == 7


PLAIN = {
    "not wide": ["Name;Age", "Ada;36", "", "Grace;85;Admiral"],
    "no headings": ["Name;Age", "", "1;2;3;4;5", "6;7;8;9;10"],
    "not above it": ["Name;Age", "", "Ada;36;;x", "Ada;36", NAMES],
    "few below": [*FACTS, *BOOKINGS[:3]],
    "nothing of another kind": ["Since;2025", *[f"A{n};B{n};C{n};D{n};E{n}" for n in range(9)]],
    "said once more": ["Since;2025", "Ada;York;of;us;all", *["Bo;York;1;2;3"] * 4],
    "not all different": ["Since;2025", "Ada;York;x;x;y", *["Bo;Ulm;1;2;3"] * 4],
    "not full": ["Since;2025", "Ada;York;x;y;z", *["Bo;Ulm;1;2;3;4"] * 4],
    "like the rows": ["Name;Town", "Ada;York;x;y;z", *["Bo;Ulm;1;2;3"] * 4],
    "too many": [*[f"Fact {n};{n}" for n in range(11)], *BOOKINGS],
    "a value in front": ["2025-01-02;-5", NAMES, *BOOKINGS[1:]],
    "four names of which two are said": ["Name;Town;;", "Ada;York;x;y", *["Bo;Ulm;1;2"] * 4],
    "one column of values below four": ["Name;Flat 2;;", "Ada;York;x;y", *["Bo;Ulm;z;2"] * 4],
    "facts of four that go on": ["Name;Flat 2;;z", "Ada;York;x;y", *["Bo;Ulm;1;2"] * 4],
    "not four each": ["Name;Flat 2;;", "Ada;York;x;y", *["Bo;Ulm;1;2", "Cy;;1;"] * 4],
    "four texts below a value": ["Konto;DE89;;", "Ada;York;x;y", "Bo;Ulm;1;2", "Cy;Ulm;1;2"],
    "marked otherwise": ["EXTF;x;y;2", *["Ada;7;z;2"] * 4],
    "narrow below": [*FACTS, *BOOKINGS, "Ada;1", "Bo;2"],
}


@pytest.mark.parametrize("lines", PLAIN.values(), ids=PLAIN)
def test_narrow_rows_at_the_top_are_rows_where_it_may_be_otherwise(
    tmp_path: Path, lines: list[str]
) -> None:
    sheet = opened(written(tmp_path, text(*lines)))
    found = rows(sheet) + ([list(sheet.header)] if sheet.reading.header else [])
    assert (len(found), list(sheet.notes)[:1]) == (sum(map(bool, lines)), list(sheet.notes)[:1])
    assert not any("above the table" in note for note in sheet.notes)


CELLS = st.sampled_from(["", "", "Ada", "York", "note", "n/a", "12", "3.5", "2025-01-02"])
KINDS = {
    "text": st.sampled_from(["", "Ada", "Bo", "York", "a note"]),
    "number": st.sampled_from(["", "1", "2.5", "-7"]),
    "day": st.sampled_from(["", "2025-01-02", "3.4.2025"]),
}


@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=4), min_size=3, max_size=9, unique=True),
    st.lists(st.lists(CELLS, max_size=12), max_size=30),
)
def test_no_row_of_a_list_with_all_its_names_is_left_out(
    names: list[str], body: list[list[str]]
) -> None:
    assert beginning_of([names, *body]).above == 0


@given(st.lists(st.tuples(CELLS, CELLS), max_size=30))
def test_no_row_of_a_list_of_two_columns_is_taken_for_a_fact(body: list[tuple[str, str]]) -> None:
    assert beginning_of([("Name", "Age"), *body]).above == 0


@given(st.data(), st.lists(st.sampled_from(list(KINDS)), min_size=4, max_size=9))
def test_no_row_of_a_sparse_list_without_names_is_taken_for_a_fact(
    data: st.DataObject, kinds: list[str]
) -> None:
    line = st.tuples(*(KINDS[kind] for kind in kinds))
    body = [list(row) for row in data.draw(st.lists(line, min_size=1, max_size=30))]
    assert beginning_of(body).above in {beginning_of(body, 0).above}
