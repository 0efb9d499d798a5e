"""What a disk holds after a power cut: what was synced, and of the rest nothing, or some of it.

A name is made or removed for good once its folder is synced. SQLite does that when it deletes with
the wish that it lasts, and at the first sync of a journal; a folder is never looked at otherwise.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.disk import JOURNAL, Call


@dataclass
class _Kept:
    """A file: what of it is on the disk, and what is on its way there."""

    durable: bytes = b""
    pending: list[Call] = field(default_factory=list)
    is_new_journal: bool = False

    def settle(self) -> None:
        """Bring all of it to the disk."""
        self.durable, self.pending = _done(self.durable, self.pending), []


class Disk:
    """A disk to which calls are made that never happened to a real one."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._names = {path: _Kept(held) for path, held in files.items()}
        self._durable = dict(self._names)

    def do(self, call: Call) -> None:
        """Make one call."""
        if call.kind == "open" and call.path and call.path not in self._names:
            self._names[call.path] = _Kept(is_new_journal=bool(call.flag & JOURNAL))
        elif call.kind == "delete":
            self._names.pop(call.path, None)
            if call.flag:
                self._durable = dict(self._names)
        elif call.path in self._names:
            self._change(self._names[call.path], call)

    def after_a_cut(self, chance: random.Random | None) -> dict[str, bytes]:
        """Return what is there when the power is back: by `chance`, some of what was on its way."""
        return {path: _survived(kept, chance) for path, kept in self._durable.items()}

    def _change(self, kept: _Kept, call: Call) -> None:
        if call.kind in ("write", "truncate"):
            kept.pending.append(call)
        elif call.kind == "sync":
            kept.settle()
            if kept.is_new_journal:
                kept.is_new_journal = False
                self._durable = dict(self._names)


def lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    """Put files into a folder, in place of all that was there."""
    for old in folder.iterdir():
        old.unlink()
    for path, held in files.items():
        (folder / Path(path).name).write_bytes(held)


def _survived(kept: _Kept, chance: random.Random | None) -> bytes:
    pending = [call for call in kept.pending if chance and chance.random() < 0.5]
    return _done(kept.durable, pending)


def _done(held: bytes, calls: Iterable[Call]) -> bytes:
    made = bytearray(held)
    for call in calls:
        if call.kind == "truncate":
            del made[call.at :]
        made.extend(bytes(max(0, call.at + len(call.data) - len(made))))
        made[call.at : call.at + len(call.data)] = call.data
    return bytes(made)
