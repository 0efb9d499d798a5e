"""What is a formula, and what is said of what is none."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.formulas import NotAFormula, ids, parse, with_ids, with_names
from desktop_app.formulas.tree import Call, Column, Number, Operation, Text, bracketed
from tests.architecture.house import ROOT

NAMES = {1: "Price", 2: "Quantity", 7: "a]b", 8: "[Due] (day)", 9: "#1", 10: "Größe"}


def test_a_formula_becomes_a_tree() -> None:
    root = parse("=[Price] * 2").root
    assert root == Operation(9, "*", (Column(1, "Price", 8), Number(11, 2.0)))


def test_a_function_may_be_written_small_and_its_parts_parted_by_semicolons() -> None:
    root = parse('if([a]; "x, ""y"""; 2)').root
    assert isinstance(root, Call)
    assert (root.name, root.parts[1]) == ("IF", Text(8, 'x, "y"'))


def test_the_signs_of_a_keyboard_and_of_a_book_are_the_same() -> None:
    book = "6 \N{DIVISION SIGN} 2 \N{MULTIPLICATION SIGN} 3 \N{MINUS SIGN} 1 ≠ 4"
    keyboard = parse("6 / 2 * 3 - 1 = 4").root
    assert isinstance(keyboard, Operation)
    assert parse(book).root == Operation(14, "<>", keyboard.parts)


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("", 0, "Please write a formula"),
        ("  = ", 0, "Please write a formula"),
        ("[Price] *", 9, "The formula stops after “*”: something is missing."),
        ("ROUND([Price]", 5, "A bracket is not closed: ([Price]"),
        ("[Price] + [Quan", 10, "The name of a column is not closed: [Quan"),
        ('IF([a], "late', 8, 'A text is not closed: "late'),
        ("[Price])", 7, "There is a “)” too many"),
        ("[Price] [Quantity]", 8, "“[Quantity]” cannot follow “[Price]”."),
        ("Price * 2", 0, "Is it a column? Then write [Price]"),
        ("[Due] < today", 8, "brackets belong behind it: TODAY()"),
        ("'late'", 0, 'A text goes between double quotation marks: "late".'),
        ("[A] > 1 AND [B] < 5", 8, "“AND” is written before its parts"),
        ("not [Paid]", 4, "“not” is written before its parts"),
        ("SUM(,1)", 4, "The “,” cannot stand here."),
        ("(1 + )", 5, "Something is missing between “+” and “)”."),
        ("* 2", 0, "A formula cannot begin with “*”."),
        ("[ ]", 0, "The name of a column is missing"),
        ("1e61", 0, "This number is too large"),
        ("[Price].delete", 7, "cannot follow"),
        ("[Price]; DROP TABLE x", 7, "cannot stand here"),
        ("-" * 60 + "1", 10, "nested too deeply"),
        ("1" + " + 1" * 60, 198, "nested too deeply"),
        ("ABS(" * 60 + "1" + ")" * 60, 40, "nested too deeply"),
        ("1" * 2001, 2000, "too long: 2,001 characters"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, place: int, sentence: str) -> None:
    with pytest.raises(NotAFormula) as caught:
        parse(text)
    assert sentence in caught.value.message
    assert caught.value.place == place


def test_many_brackets_around_one_number_are_harmless() -> None:
    assert parse("(" * 900 + "1" + ")" * 900).root == Number(900, 1.0)


def test_columns_are_stored_by_their_numbers_and_shown_by_their_names() -> None:
    text = "[price]*[a]]b] + LEN( [[Due]]  (day)] )"
    stored = with_ids("[Price]*[a]]b] + LEN([[Due]] (day)])", NAMES)
    assert stored == "[#1]*[#7] + LEN([#8])"
    assert ids(parse(stored)) == (1, 7, 8)
    assert (
        with_names(stored, {**NAMES, 1: "Net price"}) == "[Net price]*[a]]b] + LEN([[Due]] (day)])"
    )
    assert with_ids(text, NAMES) == "[#1]*[#7] + LEN( [#8] )"


def test_a_column_may_be_called_like_a_number() -> None:
    assert with_ids("[#1] + [Price]", NAMES) == "[#9] + [#1]"
    assert with_names("[#9] + [#1]", NAMES) == "[#1] + [Price]"


def test_a_column_that_is_gone_keeps_its_number() -> None:
    assert with_names("[#99] + 1", NAMES) == "[#99] + 1"


def test_a_renamed_column_is_renamed_in_the_text() -> None:
    formula = parse('[a]]b] & "[a]]b]" & [c]')
    assert formula.columns == ("a]b", "c")
    assert formula.renamed("a]b", "x]") == '[x]]] & "[a]]b]" & [c]'


def test_an_unknown_column_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(NotAFormula, match=r"“Prise”\. Did you mean “Price”") as caught:
        with_ids("2 * [Prise]", NAMES)
    assert caught.value.place == 4
    with pytest.raises(NotAFormula, match=r"“Zebra”\.$"):
        with_ids("[Zebra]", NAMES)


@given(names=st.lists(st.text(min_size=1).map(str.strip).filter(bool), min_size=1, unique=True))
def test_any_name_can_stand_in_a_formula(names: list[str]) -> None:
    known = dict(enumerate(names))
    text = " & ".join(bracketed(name) for name in names)[:2000]
    if text == " & ".join(bracketed(name) for name in names) and len(names) < 40:
        assert with_names(with_ids(text, known), known) == text


@given(st.text(alphabet='[]()"“”=+-*/&,;#1aIF. \n\x00é💥', max_size=60))
def test_any_text_is_a_formula_or_is_refused_in_words(text: str) -> None:
    problem = problem_of(text)
    assert problem is None or (0 <= problem.place <= len(text) and len(problem.message) > 20)


def problem_of(text: str) -> NotAFormula | None:
    """What is wrong with a text, if anything."""
    try:
        parse(text)
    except NotAFormula as problem:
        return problem
    return None


def test_a_formula_knows_whether_it_is_of_today() -> None:
    assert parse("IF([Due] < TODAY(), 1, 2)").is_of_today
    assert not parse('"TODAY()" & YEAR([Due])').is_of_today


def test_the_parser_comes_with_the_first_formula_and_writes_nothing() -> None:
    code = (
        "import sys, desktop_app.formulas as f; before = 'lark' in sys.modules;"
        "opened = []; sys.dont_write_bytecode = True;"
        "sys.addaudithook(lambda e, a: opened.append(a[0]) if e == 'open' and"
        " isinstance(a[1], str) and set(a[1]) & set('wax+') else None);"
        "f.parse('1 + 1'); print(before, 'lark' in sys.modules, opened)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[0] == "False True []"
