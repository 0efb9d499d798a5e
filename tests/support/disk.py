"""The disk as SQLite sees it, with somebody in between who is told of every call and may refuse it.

with between(lambda call: 0): …

It is the way in which Python's own SQLite reaches files (https://sqlite.org/vfs.html) when they are
opened in there.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from typing import Any

import pytest

JOURNAL = 0x800
"""The flag with which SQLite opens the journal of a document: https://sqlite.org/c3ref/c_open_autoproxy.html"""

ERRORS = {
    "open": 14,
    "read": 266,
    "write": 778,
    "sync": 1034,
    "truncate": 1546,
    "size": 1802,
    "delete": 2570,
}
"""What SQLite is told when a call fails: https://sqlite.org/rescode.html"""


@dataclass(frozen=True)
class Call:
    """One thing that SQLite asks of a file."""

    kind: str
    path: str
    """Empty for a file without a name, which only holds what is being sorted."""
    at: int = 0
    data: bytes = b""
    flag: int = 0
    """How it is opened; whether a deletion has to last."""


Told = Callable[[Call], int]
"""Told of each call before it is made; returns 0 to let it be, or how it fails."""

_METHODS: Sequence[tuple[str, Sequence[Any]]] = [
    ("close", ()),
    ("read", (c_void_p, c_int, c_int64)),
    ("write", (c_void_p, c_int, c_int64)),
    ("truncate", (c_int64,)),
    ("sync", (c_int,)),
    ("size", (c_void_p,)),
    ("lock", (c_int,)),
    ("unlock", (c_int,)),
    ("check", (c_void_p,)),
    ("control", (c_int, c_void_p)),
    ("sector", ()),
    ("traits", ()),
]
_TYPES = [CFUNCTYPE(c_int, c_void_p, *given) for _, given in _METHODS]
# The name is handed on where it lies, for it has to stay there.
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)


class _Methods(ctypes.Structure):
    """`sqlite3_io_methods`, the first version: without shared memory."""

    _fields_ = (("version", c_int), *((name, c_void_p) for name, _ in _METHODS))


class _File(ctypes.Structure):
    """`sqlite3_file`; the real one lies right behind ours."""

    _fields_ = (("methods", c_void_p), ("_room", c_void_p))


class _System(ctypes.Structure):
    """`sqlite3_vfs`."""

    _fields_ = (
        ("version", c_int),
        ("size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("own", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("others", c_void_p * 12),
    )


try:
    _SQLITE = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
    _SQLITE.sqlite3_vfs_find.restype = POINTER(_System)
except (AttributeError, OSError, TypeError):
    pytest.skip("this Python hides its SQLite", allow_module_level=True)


class _Between:
    def __init__(self, told: Told) -> None:
        self._told = told
        self._real = _SQLITE.sqlite3_vfs_find(None)
        self._paths: dict[int, str] = {}
        self._known: dict[int, Sequence[Any]] = {}
        self._callbacks = [kind(self._method(place)) for place, kind in enumerate(_TYPES)]
        self._methods = _Methods(1, *(ctypes.cast(each, c_void_p) for each in self._callbacks))
        self._open, self._delete = _OPEN(self._opened), _DELETE(self._deleted)
        self.system = _System.from_buffer_copy(self._real.contents)
        self.system.size += ctypes.sizeof(_File)
        self.system.name = b"between"
        self.system.open = ctypes.cast(self._open, c_void_p)
        self.system.delete = ctypes.cast(self._delete, c_void_p)

    def _opened(self, _: Any, name: int | None, file: int, flags: int, given: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        real = file + ctypes.sizeof(_File)
        ours = _File.from_address(file)
        ours.methods = None
        failed = self._told(Call("open", path, flag=flags))
        if failed:
            return failed
        # Until it is open, the real one has no methods: SQLite looks at that.
        _File.from_address(real).methods = None
        code: int = _OPEN(self._real.contents.open)(
            ctypes.addressof(self._real.contents), name, real, flags, given
        )
        if _File.from_address(real).methods:
            ours.methods = ctypes.addressof(self._methods)
            self._paths[file] = path
        return code

    def _deleted(self, _: Any, name: bytes, lasting: int) -> int:
        failed = self._told(Call("delete", name.decode(), flag=lasting))
        real = self._real.contents
        return failed or int(_DELETE(real.delete)(ctypes.addressof(real), name, lasting))

    def _method(self, place: int) -> Callable[..., int]:
        kind = _METHODS[place][0]

        def ask(file: int, *given: Any) -> int:
            if kind in ERRORS:
                failed = self._told(_call(kind, self._paths[file], given))
                if failed:
                    return failed
            real = file + ctypes.sizeof(_File)
            methods = _File.from_address(real).methods or 0
            return int(self._real_methods(methods)[place](real, *given))

        return ask

    def _real_methods(self, address: int) -> Sequence[Any]:
        if address not in self._known:
            found = _Methods.from_address(address)
            self._known[address] = [
                kind(getattr(found, name)) for (name, _), kind in zip(_METHODS, _TYPES, strict=True)
            ]
        return self._known[address]


def _call(kind: str, path: str, given: Sequence[Any]) -> Call:
    if kind == "write":
        return Call(kind, path, given[2], ctypes.string_at(given[0], given[1]))
    return Call(kind, path, given[0] if kind == "truncate" else 0)


_KEPT: list[_Between] = []
"""For good: a connection that a failed test left open still comes by."""


@contextmanager
def between(told: Told) -> Iterator[None]:
    """Tell of every call on a file that SQLite makes in here."""
    made = _Between(told)
    _KEPT.append(made)
    _SQLITE.sqlite3_vfs_register(ctypes.byref(made.system), 1)
    try:
        yield
    finally:
        _SQLITE.sqlite3_vfs_unregister(ctypes.byref(made.system))
