"""What a formula gives is known before it runs, and what cannot be is said in words."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from desktop_app.column_types import COLUMN_TYPES
from desktop_app.formulas import (
    Field,
    Kind,
    NotAFormula,
    check,
    compiled,
    kind_of,
    parse,
    understand,
    with_ids,
)
from tests.formulas.table import FIELDS, NAMES, opened

COLUMNS = {
    1: ("Name", Kind.TEXT),
    2: ("Price", Kind.NUMBER),
    3: ("Due", Kind.DATE),
    4: ("Paid", Kind.TRUTH),
    5: ("Met", Kind.MOMENT),
    6: ("Opens", Kind.TIME),
}


def kind(text: str) -> Kind:
    """The kind of a formula over those columns."""
    return understand(text, COLUMNS)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Price] * 2", Kind.NUMBER),
        ("[Name] & 1", Kind.TEXT),
        ("[Due] + 1", Kind.DATE),
        ("[Met] - 1", Kind.MOMENT),
        ("[Met] - [Due]", Kind.NUMBER),
        ("[Due] < TODAY()", Kind.TRUTH),
        ('IF([Paid], [Price], "")', Kind.NUMBER),
        ('IF([Paid], [Price], "no")', Kind.TEXT),
        ("IF([Paid], [Due], [Met])", Kind.MOMENT),
        ('""', Kind.TEXT),
        ("[Paid] + 1", Kind.NUMBER),
        ("HOUR([Opens])", Kind.NUMBER),
        ("[Opens]", Kind.TIME),
    ],
)
def test_the_kind_of_a_formula_is_known(text: str, expected: Kind) -> None:
    assert kind(text) is expected


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("[Name] * 2", 0, "“Name” is text, so it cannot be multiplied."),
        ("2 / [Name]", 4, "“Name” is text, so it cannot be divided."),
        ("[Name] + [Name]", 0, "“Name” is text, so it cannot be added. Use & to join texts."),
        ("-[Name]", 1, "“Name” is text, so it cannot be subtracted."),
        ("[Due] * 2", 0, "“Due” is a date, so it cannot be multiplied."),
        ("[Due] + [Due]", 0, "“Due” is a date, so it cannot be added."),
        ("-[Due]", 1, "“Due” is a date, so it cannot be subtracted."),
        ("5 - [Due]", 4, "“Due” is a date, so it cannot be subtracted."),
        ("[Name] < 5", 7, "“Name” is text and 5 is a number, so they cannot be compared."),
        ("YEAR([Price])", 5, "“Price” is a number, but YEAR needs a date there."),
        ("IF([Name], 1, 2)", 3, "“Name” is text, but IF needs yes or no there."),
        ("HOUR([Due])", 5, "“Due” is a date, but HOUR needs a time there."),
        ("SQRT(UPPER([Name]))", 5, "What UPPER gives is text, but SQRT needs a number there."),
        ("MIN([Name], 1)", 0, "MIN cannot work with text and a number here."),
        ("DATE([Name])", 0, "DATE cannot work with text here."),
        ("ROUND()", 0, "ROUND needs 1 to 2 parts between its brackets, not 0."),
        ("NOT(1, 2)", 0, "NOT needs 1 part between its brackets, not 2."),
        ("TODAY(1)", 0, "TODAY needs nothing between its brackets, not 1."),
        ("FIRST(1)", 0, "FIRST needs at least 2 between its brackets, not 1."),
        ("LOWR([Name])", 0, "There is no function called LOWR. Did you mean LOWER?"),
        ("LOAD_EXTENSION([Name])", 0, "There is no function called LOAD_EXTENSION."),
        ("SUM(" + "1," * 60 + "1)", 0, "SUM can be given 60 parts at most."),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(text: str, place: int, sentence: str) -> None:
    with pytest.raises(NotAFormula) as caught:
        kind(text)
    assert (caught.value.message, caught.value.place) == (sentence, place)


def test_a_column_that_is_gone_is_said() -> None:
    with pytest.raises(NotAFormula, match="A column that this formula used is gone"):
        check(parse("1 + [#99]"), COLUMNS)


@pytest.mark.parametrize(
    "text",
    [
        "*".join(["[n]"] * 50),
        "ROUND(" * 45 + "[n]" + ")" * 45,
        "MOD(" * 20 + "[n]" + ",2)" * 20,
        "+".join(["AVERAGE(" + ",".join(["[n]"] * 60) + ")"] * 5),
    ],
    ids=["factors", "rounds", "remainders", "averages"],
)
def test_a_formula_too_large_for_a_database_is_refused_before_it_runs(text: str) -> None:
    with pytest.raises(NotAFormula, match="too much to work out at once"):
        compiled(parse(with_ids(text, NAMES)), FIELDS, "sqlite")


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["[n]"] * 49),
        "&".join(["[s]"] * 49),
        "*".join(["[n]"] * 10),
        "".join(f'IF([n]>{n},"{n}",' for n in range(25)) + '"x"' + ")" * 25,
        "SWITCH([s]," + ",".join(f'"{n}",{n}' for n in range(29)) + ")",
        "SUM(" + ",".join(["[n]"] * 48) + ")",
        "NOT(" * 40 + "[b]" + ")" * 40,
        "IFERROR(" * 20 + "1/[n]" + ",2)" * 20,
        "DATE([n],[n],[n]) - DATE([i],[i],[i])",
        "SUBSTITUTE(" * 8 + "[s]" + ',"a","b")' * 8,
    ],
    ids=lambda text: text[:20],
)
def test_what_people_may_well_write_runs_deep_in_the_program_too(text: str) -> None:
    def below(levels: int) -> object:
        return below(levels - 1) if levels else sheet.ask(text)

    with opened("sqlite://") as sheet:
        sheet.fill([{"n": 2.0, "i": 1, "s": "a"}])
        assert below(150)


@pytest.mark.parametrize("name", ["sqlite", "postgresql", "mariadb"])
def test_an_ordinary_chain_of_formulas_is_worked_out(name: str) -> None:
    fields, names = dict(FIELDS), dict(NAMES)
    chain = {
        "Net": "[n] * [m]",
        "Disc": "IF([Net] > 100, [Net] * 0.1, 0)",
        "Sub": "[Net] - [Disc]",
        "Tax": "ROUND([Sub] * 0.19, 2)",
        "Gross": "[Sub] + [Tax]",
        "Open": "IF([Gross] > [i], [Gross] - [i], 0)",
        "Fee": "IF([Open] > 100, ROUND([Open] * 2%, 2), 5)",
        "Twice": "[n] + [n]",
        "4": "[Twice] + [Twice]",
        "8": "[4] + [4]",
        "16": "[8] + [8]",
    }
    for number, (called, text) in enumerate(chain.items(), start=100):
        made = compiled(parse(with_ids(text, names)), fields, name)
        fields[number] = Field(called, made.kind, made.value, made.why, made)
        names[number] = called
    if name == "sqlite":
        with opened("sqlite://") as sheet:
            sheet.fill([{"n": 100.0, "m": 2.0, "i": 14}])
            asked = sa.select(*(fields[at].value for at in (103, 106, 110)))
            found = (34.2, 4.0, 1600.0)
            assert tuple(sheet.connection.execute(asked).one()) == found


def test_what_is_written_in_a_formula_never_becomes_part_of_a_statement() -> None:
    hostile = """x'); DROP TABLE "formula sheet"; --"""
    with opened("sqlite://") as sheet:
        sheet.fill([{"s": hostile}])
        assert sheet.ask(f'IF([s] = "{hostile.replace(chr(34), chr(34) * 2)}", 1, 2)') == (
            1.0,
            None,
        )
        result = compiled(parse('[#1] & "%s :x {0} \\\\"'), {1: FIELDS[14]}, "sqlite")
        assert "%s" not in str(sa.select(result.value))


def test_every_type_of_column_has_a_kind() -> None:
    kinds = {each.name: kind_of(each.sql_type({})) for each in COLUMN_TYPES}
    assert kinds["text"] is Kind.TEXT
    assert kinds["whole_number"] is kinds["decimal_number"] is Kind.NUMBER
    assert (kinds["date"], kinds["date_time"]) == (Kind.DATE, Kind.MOMENT)
    assert kinds["yes_no"] is Kind.TRUTH


def test_a_condition_that_is_written_as_yes_chooses_at_once() -> None:
    fields = {1: Field("Price", Kind.NUMBER, sa.column("price", sa.Double()))}
    result = compiled(parse("IF(YES, 1, [#1])"), fields, "sqlite")
    assert "price" not in str(result.value)
