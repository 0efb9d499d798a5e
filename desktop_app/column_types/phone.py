"""Telephone numbers: always text, so that zeros, plus signs and spaces stay where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from desktop_app.column_types.base import Form, Options
from desktop_app.column_types.worded import Worded, WordedForm
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Value

_NUMBER = re.compile(
    r"[+(]{0,2}\d(?:[\s()/.\-\N{EN DASH}]*\d){2,24}(?:\s*(?:x|ext\.?|#|,)\s*\d{1,8})?",
    re.ASCII | re.IGNORECASE,
)


class Phone(Worded):
    """A number to call, as it is dialled and as people read it."""

    name: ClassVar[str] = "phone"
    label: ClassVar[str] = "Phone"
    about: ClassVar[str] = "A number to call, kept to the letter."
    plural: ClassVar[str] = "telephone numbers"
    icon: ClassVar[str] = "phone"

    def parse(self, text: str, options: Options) -> Value:  # noqa: ARG002 - the contract
        """Read +43 660 1234567, (030) 123-45, 0660/12 34 56 ext. 7. Raises Invalid."""
        bare = text.strip()
        if not bare:
            return None
        if not _NUMBER.fullmatch(bare):
            raise Invalid(
                f"{quoted(text)} is not a telephone number. Write it like +43 660 1234567."
            )
        return bare

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:  # noqa: ARG002 - the contract
        """Never looked for: a member number may look just the same, and both stay text."""
        return ()

    def form(self, options: Options) -> Form:  # noqa: ARG002 - the contract
        """The one form."""
        return _FORM


_FORM = WordedForm(lambda cells: all(map(_NUMBER.fullmatch, cells)))
