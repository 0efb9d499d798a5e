"""One figure about all linked rows.

Options: `link`, the column of links here; `how`: count, sum, average, least or most; `field`, the
column there, not needed where rows are counted.
"""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.computed import Computed


class Total(Computed):
    """How many there are, what they come to, the latest of them."""

    name: ClassVar[str] = "total"
    label: ClassVar[str] = "Total"
    about: ClassVar[str] = "How many linked rows there are, or what they come to."
    plural: ClassVar[str] = "totals"
    icon: ClassVar[str] = "sum"
