"""Links to pages on the web: nothing but http and https, so that opening one is no surprise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from desktop_app.column_types.base import EVERYWHERE, Form, Options
from desktop_app.column_types.worded import Worded, WordedForm
from desktop_app.column_types.words import quoted
from desktop_app.domain.errors import Invalid
from desktop_app.domain.sheet import Media, Value

_LINK = re.compile(r"https?://[^\s/?#.:@<>\"\\]+[^\s<>\"\\]*", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(
    r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#][^\s<>\"\\]*)?", re.IGNORECASE
)


class WebLink(Worded):
    """The address of a page."""

    name: ClassVar[str] = "web_link"
    label: ClassVar[str] = "Web link"
    about: ClassVar[str] = "The address of a page, which opens with a click."
    plural: ClassVar[str] = "web links"
    icon: ClassVar[str] = "link"
    found_again: ClassVar[Media] = EVERYWHERE

    def parse(self, text: str, options: Options) -> Value:  # noqa: ARG002 - the contract
        """Read https://example.org/page; www.example.org becomes https. Raises Invalid."""
        bare = text.strip()
        if not bare:
            return None
        if _LINK.fullmatch(bare):
            return bare
        if _WITHOUT_SCHEME.fullmatch(bare):
            return f"https://{bare}"
        raise Invalid(f"{quoted(text)} is not a web link. Write it like https://example.org.")

    def forms(self, cells: Sequence[Value]) -> Sequence[Form]:
        """Give the one form, if there is a link among the cells; www alone is left as text."""
        texts = [cell for cell in cells if isinstance(cell, str)]
        return [_FORM] if any(map(_LINK.fullmatch, texts)) else []

    def form(self, options: Options) -> Form:  # noqa: ARG002 - the contract
        """The one form."""
        return _FORM


_FORM = WordedForm(lambda cells: all(map(_LINK.fullmatch, cells)))
