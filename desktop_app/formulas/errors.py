"""What can be wrong with a formula as it is written."""

from __future__ import annotations

from desktop_app.domain.errors import Invalid


class NotAFormula(Invalid):
    """It cannot be understood; `place` counts the characters in front of what is wrong."""

    code = "not_a_formula"

    def __init__(self, message: str, place: int = 0) -> None:
        super().__init__(message, field="formula")
        self.place = place
