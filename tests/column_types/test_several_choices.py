"""Several choices are a list of words, each once."""

import pytest

from desktop_app.column_types.several_choices import SeveralChoices
from desktop_app.domain.errors import Invalid

KIND = SeveralChoices()

LISTED = {"choices": [{"name": "choir"}, {"name": "board"}, {"name": "cake, tea"}]}


@pytest.mark.parametrize(
    "typed",
    [
        "choir, board",
        "choir;board",
        "choir\nboard",
        '["choir", "board"]',
        "Choir, BOARD, choir,",
        '"choir", board',
    ],
)
def test_people_may_write_it_their_way(typed: str) -> None:
    assert KIND.parse(typed, LISTED) == ["choir", "board"]


def test_a_name_with_a_comma_stands_in_quotation_marks() -> None:
    assert KIND.show(["choir", "cake, tea"], LISTED) == 'choir, "cake, tea"'
    assert KIND.parse('choir, "cake, tea"', LISTED) == ["choir", "cake, tea"]


def test_what_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(Invalid, match="“bar” is not one of the choices"):
        KIND.parse("choir, bar", LISTED)


def test_commas_alone_are_nothing() -> None:
    assert KIND.parse(" , ;", {}) is None


def test_the_list_is_made_of_what_a_column_holds() -> None:
    names = [each["name"] for each in KIND.gather(["a, b", "b; c", '["d"]'])["choices"]]
    assert names == ["a", "b", "c", "d"]


def test_a_chosen_type_is_read_from_a_file_where_it_comes_back_as_written() -> None:
    form = KIND.form(LISTED)
    assert form.read(["choir, board", "choir"]) == [["choir", "board"], ["choir"]]
    assert not form.fits(["choir,board"])
    assert not form.fits(["bar"])
