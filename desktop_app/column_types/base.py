"""The contract of a column type, small on purpose, and the abilities that come beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, Protocol, TypeAlias, runtime_checkable

from sqlalchemy import ColumnElement
from sqlalchemy.types import TypeEngine

from desktop_app.domain.sheet import Media, Value

Options = Mapping[str, Any]

Expression: TypeAlias = ColumnElement[Any]
InSQL: TypeAlias = Callable[[Expression], Expression]

FilledBy: TypeAlias = Literal["number", "created_at", "created_by", "changed_at", "changed_by"]
RefersTo: TypeAlias = Literal["user", "file", "table"]
Comparison: TypeAlias = Literal[
    "text", "number", "truth", "day", "moment", "time", "list", "reference"
]


class ColumnType(Protocol):
    """What a column may hold: how it is stored, read from a person's text and shown again.

    `name` is stored in documents and never renamed; `label` is the person's word, `about` one
    sentence for who picks it, `plural` ends the sentence "2 cells are not …"; `icon` a name in
    the sprite; `align` is "start", "center" or "end".

    `stored` says whether there is a column in the database at all; `choosable` whether a person
    can give a column this kind. `filled_by` names what the engine writes into it, and then nobody
    can type there. `refers_to` says that its cells are ids, and of what; they are shown by labels.
    `compared_as` says which comparisons make sense: "text" by letters, "list" as JSON text with
    several entries, "reference" by identity only, the others by size.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    about: ClassVar[str]
    plural: ClassVar[str]
    icon: ClassVar[str]
    align: ClassVar[str]
    stored: ClassVar[bool]
    choosable: ClassVar[bool]
    filled_by: ClassVar[FilledBy | None]
    refers_to: ClassVar[RefersTo | None]
    compared_as: ClassVar[Comparison]

    def sql_type(self, options: Options) -> TypeEngine[Any]:
        """The plain SQL type that other programs will see."""

    def parse(self, text: str, options: Options) -> Value:
        """Return the value a person meant; empty text is None. Raises Invalid with the reason."""

    def show(self, value: Value, options: Options) -> str:
        """Return the text that stands for a stored value; `parse` of it gives the value back."""

    def found_in(self, options: Options) -> Media:
        """Say in which files that an export made an import finds the type again by itself."""


EVERYWHERE: Media = ("texts", "values", "workbook")


class Plain:
    """What most types have in common; one that differs says so."""

    align: ClassVar[str] = "start"
    stored: ClassVar[bool] = True
    choosable: ClassVar[bool] = True
    filled_by: ClassVar[FilledBy | None] = None
    refers_to: ClassVar[RefersTo | None] = None
    compared_as: ClassVar[Comparison] = "text"
    found_again: ClassVar[Media] = ()

    def found_in(self, options: Options) -> Media:  # noqa: ARG002 - the contract
        """Say where an import finds the type again, whatever the options."""
        return self.found_again


class Form(Protocol):
    """One way of writing the values of a type, such as 14.03.2019 for a date.

    Strict where `parse` is tolerant: a cell fits only if `show` of what is read from it, under
    these options, is exactly what was written (or the typed value of a spreadsheet's cell).
    """

    @property
    def options(self) -> Options:
        """The options a column gets whose cells are all written this way."""

    def fits(self, cells: Sequence[Value]) -> bool:
        """Say whether every one of the cells (never None or empty text) is written this way."""

    def read(self, cells: Sequence[Value]) -> list[Value]:
        """Return their values. Raises ValueError if one is not written this way."""


@runtime_checkable
class Customary(Protocol):
    """A form that other countries take for something else: 1,234 or 03/04/2025."""

    @property
    def custom(self) -> Mapping[str, str]:
        """What it takes for granted, in the words of a `Reading`; empty if nothing."""


@runtime_checkable
class Proven(Protocol):
    """A form whose texts often mean something else: NO is Norway, too, and Y an initial."""

    @property
    def proofs(self) -> Collection[Value]:
        """The cells that a column must have, each of them; none if it is beyond doubt anyway."""


@runtime_checkable
class Accustomed(Protocol):
    """A type of which a file may write the values by other customs than a column shows them."""

    def accustomed(self, options: Options, customs: Mapping[str, str]) -> Options:
        """Return the options by which cells are read for a column if these customs are sure.

        They are as in `Customary.custom`, and may be about other types.
        """


@runtime_checkable
class ReadBySQLite(Protocol):
    """A form that SQLite itself can read, so that a large file need not pass through Python."""

    def in_sqlite(self, cell: str) -> tuple[str, str] | None:
        """Return two SQL expressions over `cell`, which is one itself and never NULL or empty.

        The first is true only of texts that fit (not of all of those, if that is dear to tell), the
        second is then the stored value. None where SQLite cannot do it.
        """


@runtime_checkable
class KeptAsWritten(Protocol):
    """A form whose values are the texts themselves: it is quicker to look at many of them at once.

    What fits alone fits together with others, and the other way round.
    """

    kept_as_written: ClassVar[bool]


@runtime_checkable
class ShownBySQLite(Protocol):
    """A type whose `show` SQLite itself can do, so that a large table need not pass Python."""

    def shown_in_sqlite(self, cell: str, options: Options) -> tuple[str, str] | None:
        """Return two SQL expressions over `cell`, which is one itself and never NULL.

        Where the first is true, the second is the very text that `show` gives. None where SQLite
        cannot do it with these options. See sqlite_text.
        """


@runtime_checkable
class SeenOtherwise(Protocol):
    """A type that people see in a plainer way than `show` has it, where nobody chose a form."""

    def seen(self, value: Value, options: Options) -> str:
        """Return what the grid shows of a stored value."""


@runtime_checkable
class InWorkbooks(Protocol):
    """A type that spreadsheet programs show in a form of its own."""

    def workbook_form(self, options: Options) -> tuple[str, float]:
        """Return Excel's code for the form, and what a number is multiplied by to be in it."""


@runtime_checkable
class Recognised(Protocol):
    """A type whose values an import can read, and may find by itself."""

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the forms that a column beginning with these cells could have, likeliest first."""

    def form(self, options: Options) -> Form:
        """The form that a column with these options is written in."""

    def doubt(self, forms: Sequence[Form]) -> str | None:
        """Say in plain words what cannot be decided, if a column fits all these forms at once.

        Forms of other types may be among them.
        It completes the sentence "… in “Joined” could be …".
        """


@runtime_checkable
class Presuming(Protocol):
    """A type that takes the usual for granted where neither this nor another column shows it."""

    def presumed(self, forms: Sequence[Form]) -> str | None:
        """Say in plain words what is, if a column fits all these forms at once.

        It completes the sentence "In “Price” …".
        """


@runtime_checkable
class ToldByCode(Protocol):
    """A type whose values are plain numbers in a workbook, and known by how that shows them."""

    def told(self, code: str) -> Form | None:
        """Return the form of the numbers that Excel's code shows as this type, if it does."""


@runtime_checkable
class StoredOtherwise(Protocol):
    """A type whose values are other numbers where they are stored than in a workbook."""

    stored_as: ClassVar[str]
    """What those numbers count, in a word or two."""

    def as_stored(self) -> Form:
        """Return the form of the numbers that are stored."""


@runtime_checkable
class Signed(Protocol):
    """A type of which numbers that are written without its sign are read all the same."""

    sign: ClassVar[str]
    without_sign: ClassVar[str]
    """What they are taken as, in a few words."""


@runtime_checkable
class Careful(Protocol):
    """A type whose `parse` gives up some of what was written: the zeros of 007, which currency.

    Somebody who types sees what becomes of it; of a whole file read at once nobody does.
    """

    def mind(self, text: str, options: Options) -> None:
        """Return if the value that `parse` gives says all that the text does. Raises Invalid."""


@runtime_checkable
class Adjustable(Protocol):
    """A type that a person can adjust column by column, such as by a currency.

    `settings` names the options that are a person's to set; any others are its own affair.
    """

    settings: ClassVar[Sequence[str]]

    def adjusted(self, options: Options) -> Options:
        """Return all the options, these in their proper form. Raises Invalid naming the option."""


@runtime_checkable
class Measured(Protocol):
    """A type whose values are of some measure, column by column, such as a currency."""

    def measure(self, options: Options) -> str:
        """Return how to write it beside the type's label; empty if there is none."""


@runtime_checkable
class WrittenNumbers(Protocol):
    """A type whose numbers are written in a way that decimal numbers made from them can keep."""

    def as_decimals(self, options: Options) -> Options:
        """Return the options of decimal numbers that are written alike."""


@runtime_checkable
class Quantity(ColumnType, Protocol):
    """A type whose numbers are amounts of something: their sums and multiples are of the type too.

    `is_share` says that what they are a share of keeps its own type: 19 % of a price is a price.
    Divided by one of its `units` they are counted in it, and plain numbers then.
    """

    is_share: ClassVar[bool]
    units: ClassVar[Collection[float]]

    def words(self, number: Expression, write: InSQL, whole: InSQL) -> Expression:
        """Return SQL for the text of a number in double precision.

        `write` gives the text of a number with all its decimals, `whole` the next whole number.
        """


@runtime_checkable
class Gathers(Protocol):
    """A type whose options can be made of what a column holds already, such as its choices."""

    def gather(self, texts: Iterable[str]) -> Options:
        """Return the options that let all these texts in."""
