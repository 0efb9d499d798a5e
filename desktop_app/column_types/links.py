"""Several rows of another table.

Options: `table`, the other table's id, and either `through`, the link column there that is seen
from its other side here, or `junction`, the table between the two, with its columns `near` and
`far`; `back`, the column there that shows the same links.
"""

from __future__ import annotations

from typing import ClassVar

from desktop_app.column_types.base import Comparison
from desktop_app.column_types.computed import Computed


class Links(Computed):
    """Rows there, as many as there are: the payments of a member, the members of a group."""

    name: ClassVar[str] = "links"
    label: ClassVar[str] = "Links"
    about: ClassVar[str] = "Several rows of another table: the payments of a member."
    plural: ClassVar[str] = "rows of the linked table"
    icon: ClassVar[str] = "links"
    compared_as: ClassVar[Comparison] = "text"
