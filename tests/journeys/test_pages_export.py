"""A table leaves by the export dialog: the rows that are shown, in their order, or all of them."""

import pytest

pytestmark = pytest.mark.browser

GUESTS = [
    ("Émile", "Ghent", "2019-03-14", "12.5", "yes", "3"),
    ("Ada", "York", "2018-01-02", "7", "no", "40"),
    ("bo", "Ghent", "2020-05-06", "0.5", "yes", "12"),
    ("Bob", "Ghent", "2021-05-06", "0.5", "yes", "2"),
]


@pytest.fixture
def some(grid_of):
    """Of four rows only two are shown, sorted."""
    grid = grid_of(GUESTS)
    grid.cell(1, 2).click(button="right")
    grid.page.get_by_role("menuitem", name="Only rows like this").click()
    grid.page.locator(".grid-heading").first.click(button="right")
    grid.page.get_by_role("menuitem", name="Sort Z to A").click()
    grid.page.get_by_role("button", name="Search").click()
    grid.type("bo")
    grid.until(lambda: (grid.foot, grid.shown(1, 1), grid.shown(2, 1)), ("2 rows", "Bob", "bo"))
    return grid


def begin(grid, kind, what):
    """Fill in the dialog; the last button is left."""
    grid.page.get_by_role("button", name="Export…").click()
    grid.page.get_by_label("As", exact=True).select_option(label=kind)
    grid.page.get_by_role("radio", name=what).check()
    return grid.page.get_by_role("button", name="Export", exact=True)


def exported(grid, what):
    """Export it as text with tabs; return the names in the file, in their order."""
    button = begin(grid, "Text with tabs (TSV)", what)
    with grid.page.expect_download() as coming:
        button.click()
    lines = coming.value.path().read_text(encoding="utf-8-sig").splitlines()
    return [line.partition("\t")[0] for line in lines[1:]]


def test_what_is_shown_goes_out_in_its_order(some):
    assert exported(some, "What is shown") == ["Bob", "bo"]


def test_all_of_the_table_goes_out_whatever_is_shown(some):
    assert exported(some, "All of this table") == ["Émile", "Ada", "bo", "Bob"]


def test_what_is_shown_is_printed_in_its_order(some):
    some.page.add_init_script("window.print = () => {}")
    begin(some, "Paper or PDF", "What is shown").click()
    some.page.wait_for_url("**/print*")
    printed = some.page.locator(".paper-table tbody td:first-child")
    assert printed.all_inner_texts() == ["Bob", "bo"]
