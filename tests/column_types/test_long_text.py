"""Long text is text with room."""

from desktop_app.column_types.long_text import LongText


def test_lines_are_kept() -> None:
    assert LongText().parse(" a\n\nb ", {}) == " a\n\nb "


def test_an_import_never_finds_it_by_itself() -> None:
    assert LongText().forms(["line\nline"]) == ()
