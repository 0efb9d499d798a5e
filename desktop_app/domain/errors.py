"""Every way Tidybase can say no, raised by meaning.

    Problem
    ├── NotFound            what was asked for is not there (any more)
    ├── Invalid             what was given does not fit; `field` names the input
    ├── Conflict            somebody or something changed it meanwhile
    │   ├── NothingToUndo   there is no step to take back or do again
    │   └── AlreadyDone     the same deed was asked for twice; it was done once
    ├── NotAllowed          this person, or this file, may not be changed that way
    └── DocumentProblem     the file itself, or the disk under it
        ├── DocumentBusy        another program holds it
        ├── DocumentAway        the server that has it does not answer, for now
        ├── DocumentFull        no room left on the disk
        ├── DocumentDamaged     its structure is broken
        ├── DocumentMoved       it was moved, deleted or replaced while open
        ├── DocumentChanged     a table or column of it was removed or renamed by others
        ├── DocumentReadOnly    it cannot be written here
        ├── DocumentUnreadable  the disk failed, or it cannot be opened
        └── NotADocument        it is no database, or none we can open

A message says what happened, that nothing is lost when that is true, and the next step.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """The root: a sentence for a person, a stable `code` for programs, the `field` it is about.

    `details` are what a page may offer to choose from, as JSON values.
    """

    code = "problem"
    place: int | None = None
    """How many characters of a text stand in front of what is wrong with it."""
    details: Mapping[str, Any] | None = None

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotFound(Problem):
    """What was asked for is not there."""

    code = "not_found"


class Invalid(Problem):
    """What was given does not fit."""

    code = "invalid"


class Conflict(Problem):
    """Somebody changed the same thing meanwhile."""

    code = "conflict"

    def __init__(self, message: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.details = details


class NothingToUndo(Conflict):
    """There is no step to take back, or none to do again."""

    code = "nothing_to_undo"


class AlreadyDone(Conflict):
    """The deed of this name was done before."""

    code = "already_done"


class NotAllowed(Problem):
    """This may not be changed this way."""

    code = "not_allowed"


class DocumentProblem(Problem):
    """The file itself, or the disk under it."""

    code = "document"


class DocumentBusy(DocumentProblem):
    """Another program holds the file."""

    code = "document_busy"


class DocumentAway(DocumentProblem):
    """The server that has it does not answer; it may again in a moment."""

    code = "document_away"


class DocumentFull(DocumentProblem):
    """No room left on the disk."""

    code = "document_full"


class DocumentDamaged(DocumentProblem):
    """The structure of the file is broken."""

    code = "document_damaged"


class DocumentMoved(DocumentProblem):
    """The file was moved, deleted or replaced while it was open."""

    code = "document_moved"


class DocumentChanged(DocumentProblem):
    """A table or a column that should be in it is not: something else removed or renamed it."""

    code = "document_changed"


class DocumentReadOnly(DocumentProblem):
    """The file cannot be written here."""

    code = "document_read_only"


class DocumentUnreadable(DocumentProblem):
    """The disk failed, or the file cannot be opened."""

    code = "document_unreadable"


class NotADocument(DocumentProblem):
    """It is no database, or none that this version can open."""

    code = "not_a_document"
