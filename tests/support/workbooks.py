"""Small workbooks to import."""

from __future__ import annotations

import io

import openpyxl


def workbook(*sheets: str) -> bytes:
    """A workbook with these sheets, one row in each."""
    book = openpyxl.Workbook()
    for sheet in sheets:
        page = book.create_sheet(sheet)
        page.append(["Name", "Age"])
        page.append(["Ada", 36])
    book.remove(book.worksheets[0])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
