"""A result worked out from other columns of the same row.

Option: `formula`, its text, in which columns are named by their ids.
"""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.computed import Computed


class Formula(Computed):
    """Price times quantity, days until due, first name and surname in one."""

    name: ClassVar[str] = "formula"
    label: ClassVar[str] = "Formula"
    about: ClassVar[str] = "Worked out from other columns: price times quantity."
    plural: ClassVar[str] = "results of formulas"
    icon: ClassVar[str] = "formula"
