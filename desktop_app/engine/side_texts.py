"""Passages on their way into a file beside the document, and texts that are looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.column_types.base import Form
from desktop_app.formats.passages import Passage


@dataclass(frozen=True)
class LaidOut:
    """A passage, and in which of two places its text lies."""

    passage: Passage
    turn: int


@dataclass(frozen=True)
class Texts:
    """The cells of a column of texts in a span of rows, but for empty ones, a line each."""

    place: int
    span: tuple[int, int]
    """The first and the last row."""
    number: int
    joined: str | None
    form: Form

    @property
    def fit(self) -> bool:
        """Whether all fit the form; a text of several lines may only seem to, so it does not."""
        texts = self.joined.split("\n") if self.joined else []
        return not texts or (len(texts) == self.number and self.form.fits(texts))


def odd_ones(all_texts: Sequence[Texts]) -> list[Texts]:
    """Return those of which not all fit."""
    return [texts for texts in all_texts if not texts.fit]
