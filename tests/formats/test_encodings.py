"""What is text and what is not, before anything is read as a table."""

from __future__ import annotations

import codecs
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Invalid
from desktop_app.formats import csv_records
from desktop_app.formats.dialects import Dialect
from desktop_app.formats.encodings import encoding_of, told_encoding, was_mended
from desktop_app.formats.findings import Findings
from tests.formats.reading import opened, rows, written


@pytest.mark.parametrize("beginning", [b"MZ", b"\x7fELF", b"\xff\xfe", b"", b"a,b\n1,2\n"])
def test_what_is_plainly_no_text_is_refused_in_words(tmp_path: Path, beginning: bytes) -> None:
    binary = beginning + random.Random(7).randbytes(5_000)
    with pytest.raises(Invalid, match=r"“tool\.exe” could not be read as a table"):
        opened(written(tmp_path, binary, "tool.exe"))


def test_few_bytes_are_judged_too(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="could not be read as a table"):
        opened(written(tmp_path, b"MZ\0\0", "tool.exe"))
    assert rows(opened(written(tmp_path, b"a,b\n1,x\0y\n"))) == [["1", "x\0y"]]


def test_sound_without_words_is_no_text_though_every_other_byte_is_zero(tmp_path: Path) -> None:
    quiet = b"".join(bytes([number % 30, 0]) for number in range(5_000))
    with pytest.raises(Invalid, match="could not be read as a table"):
        opened(written(tmp_path, quiet, "sound.csv"))


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "cp1252", "koi8-r", "shift-jis"])
def test_text_in_any_letters_is_text(tmp_path: Path, codec: str) -> None:
    words = {"koi8-r": "Люди,Город\nЮлия,Тверь\n", "shift-jis": "名前,町\n花子,東京\n"}
    text = words.get(codec, "Name,Town\nZoë,Köln\n") * 400
    assert len(rows(opened(written(tmp_path, text.encode(codec))))) > 700


PIECES = [
    b"a",
    b"\n",
    b"\r",
    b"\r\n",
    "é".encode(),
    "😀".encode(),
    b"\xe9",
    b"\xf0\x9f",
    b"\xff",
    b"\0",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.integers(0, 4),
    st.integers(1, 7),
)
def test_large_blocks_are_the_text_below_so_many_lines_in_utf8(
    data: bytes, codec: str, start: int, size: int
) -> None:
    mark = {"utf-8-sig": codecs.BOM_UTF8, "utf-16": codecs.BOM_UTF16_LE}.get(codec, b"")
    encoding = encoding_of(mark) if mark else told_encoding(codec, b"")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = written(Path(folder), mark + data)
        patch.setattr(csv_records, "_LARGE_BLOCK", size)
        with path.open(encoding=encoding.codec, errors=encoding.errors, newline="") as file:
            lines = list(file)
        mended, findings = was_mended(), Findings()
        blocks = csv_records.TextFile(path, encoding, Dialect(",")).blocks(findings, start)
        assert b"".join(blocks).decode() == "".join(lines[start:])
    assert findings.mended == mended
