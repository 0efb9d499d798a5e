"""What a linked row says.

Options: `link`, the column of links here; `field`, the column there whose value is shown.
"""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.computed import Computed


class Lookup(Computed):
    """Something about the linked row, such as the e-mail address of who paid."""

    name: ClassVar[str] = "lookup"
    label: ClassVar[str] = "Looked-up value"
    about: ClassVar[str] = "Something about the linked row, such as its e-mail address."
    plural: ClassVar[str] = "looked-up values"
    icon: ClassVar[str] = "lookup"
