"""A choice is one of the words in the list, or any word while there is no list."""

import pytest

from desktop_app.column_types.choice import Choice
from desktop_app.domain.errors import Invalid

KIND = Choice()

LISTED = {"choices": [{"name": "Linz", "colour": "teal"}, {"name": "Graz", "colour": "amber"}]}


def test_without_a_list_any_word_will_do() -> None:
    assert KIND.parse(" Linz ", {}) == "Linz"


def test_the_list_decides_how_a_choice_is_spelt() -> None:
    assert KIND.parse("LINZ", LISTED) == "Linz"


def test_what_is_not_in_the_list_is_refused_and_the_list_named() -> None:
    with pytest.raises(
        Invalid, match=r"“Wien” is not one of the choices\. Write one of these: Linz, G"
    ):
        KIND.parse("Wien", LISTED)


def test_the_list_is_made_of_what_a_column_holds() -> None:
    options = KIND.gather(["Linz", " Graz", "Linz", ""])
    assert options == LISTED | {"choices": [LISTED["choices"][0], LISTED["choices"][1]]}


def test_it_is_never_found_by_itself() -> None:
    assert KIND.forms(["Linz"] * 50) == ()


def test_a_list_takes_its_own_words_only_from_a_file() -> None:
    assert KIND.form(LISTED).fits(["Linz", "Graz"])
    assert not KIND.form(LISTED).fits(["Linz", "graz"])
    assert not KIND.form({}).fits(["Linz "])
    assert not KIND.form({}).fits([5])


def test_a_list_is_put_in_order_and_refused_with_the_name_at_fault() -> None:
    wish = [{"name": " open "}, {"name": "done", "colour": "rose"}, {"name": "new", "colour": "x"}]
    adjusted = Choice().adjusted({"choices": wish, "required": True})
    assert [each["name"] for each in adjusted["choices"]] == ["open", "done", "new"]
    assert [each["colour"] for each in adjusted["choices"]] == ["teal", "rose", "blue"]
    assert adjusted["required"] is True
    assert Choice().adjusted({"choices": []}) == {}
    for names in (["open", "Open"], [""]):
        with pytest.raises(Invalid) as refusal:
            Choice().adjusted({"choices": [{"name": name} for name in names]})
        assert refusal.value.field == "choices"
