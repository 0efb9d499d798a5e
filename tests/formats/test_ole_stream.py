"""The stream of an old Office file is put together from its sectors, however many there are."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from desktop_app.formats.ole_stream import stream
from tests.formats.containers import container

FILE_LIST = 76


@pytest.mark.parametrize("size", [1, 64, 100, 4095, 4096, 5000, 8 << 20, 20 << 20])
def test_a_stream_of_any_length_is_read_whole(tmp_path: Path, size: int) -> None:
    content = b"".join(struct.pack("<I", number) for number in range(size // 4 + 1))[:size]
    path = tmp_path / "x.xls"
    path.write_bytes(container("Workbook", content))
    assert stream(path, ["Other", "Workbook"]) == content


def test_a_stream_that_is_not_there_is_no_stream(tmp_path: Path) -> None:
    path = tmp_path / "x.xls"
    path.write_bytes(container("WordDocument", b"x" * 5000))
    with pytest.raises(ValueError, match="Workbook"):
        stream(path, ["Workbook", "Book"])


@pytest.mark.parametrize(("at", "value"), [(48, 0), (68, 0), (30, 9), (60, 0)])
def test_a_list_that_leads_in_a_ring_comes_to_an_end(tmp_path: Path, at: int, value: int) -> None:
    whole = bytearray(container("Workbook", b"x" * 100_000))
    first = struct.unpack_from("<I", whole, FILE_LIST)[0]
    for number in range(128):  # each sector is followed by itself
        struct.pack_into("<I", whole, (first + 1) * 512 + number * 4, number)
    struct.pack_into("<I", whole, at, value)
    path = tmp_path / "x.xls"
    path.write_bytes(whole)
    with pytest.raises((ValueError, IndexError)):
        stream(path, ["Workbook"])
