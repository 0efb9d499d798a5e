"""Why a file cannot be read: a word between the child process and the app, and its sentence."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import suppress

_AGAIN = "Open it in its own program, save it again as an Excel workbook (.xlsx), and try anew."

SENTENCES = {
    "large": "This file unpacks to more than this computer should have to hold. If it is "
    "yours, save the table as CSV and import that.",
    "password": "This workbook is protected by a password. Open it in its own program, save a "
    "copy without the password, and import that.",
    "no_sheet": "There are no cells in this workbook, only charts or macros. Import the workbook "
    "that their numbers come from.",
    "sheet": "This sheet is no longer in the file. Please look at the file again.",
    "damaged": f"This file cannot be read; it may be damaged. {_AGAIN}",
    "no_workbook": "This file is packed (zip), but there is no workbook in it. If there are "
    "tables inside, unpack it and import those.",
    "letter": "This is a text document, not a table. Copy its table into a spreadsheet, save that, "
    "and import it.",
    "old": f"This file comes from an old program and holds no workbook that can be read. {_AGAIN}",
    "cell": "{place} holds a cell of more than 10,000,000 letters, too long for a table. If it "
    "is yours, shorten that cell and try again.",
    "wide": "{place} is more than 1,000 columns wide, more than a table can have. Copy the columns "
    "that matter into a new sheet and import that.",
    "json": "Something is wrong in this JSON file at {place}; it may be cut off or damaged. Save "
    "it again from where it came and try anew.",
    "no_table": "There is no table in this file. If it is a page whose rows are loaded while you "
    "look at it, copy them into a spreadsheet and import that.",
    "deep": "At {place}, the things in this JSON file lie too deep inside one another to be a "
    "table. Save the part that matters on its own and import that.",
    "database": "This database file is damaged or cut off ({place}). If there is a copy, "
    "import that.",
    "beyond": "{place} asks for something that is not in this file, or that only its own program "
    "can do. If you need it, save what it shows as CSV there and import that.",
    "empty_database": "There is no table in this database file.",
    "slow": "{place} takes too long to work out; something in it may never end. Save what it shows "
    "as CSV in its own program and import that.",
}
"""What a person reads for each word; `{place}` stands for where it is."""


NOT_BY_PYTHON = suppress(zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError)
"""Around a look into a workbook that the library may read even where Python cannot."""


class UnreadableError(Exception):
    """Raised in the child process; `word` is one of SENTENCES."""

    def __init__(self, word: str, place: str = "") -> None:
        super().__init__(word)
        self.word = word
        self.place = place
