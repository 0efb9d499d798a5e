"""The repository as a set of files to look at, without what tools leave lying about."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_OURS_WITH_A_DOT = {".ci", ".github", ".gitattributes", ".gitignore"}
_LEFT_LYING = {"__pycache__", "dist"}
_NOT_TEXT = {".png", ".ico", ".icns", ".woff2", ".tidy", ".xlsx", ".sqlite", ".db", ".gz", ".csv"}


def files(*suffixes: str, under: str = "") -> Iterator[Path]:
    """Every file of ours below a folder, in order; with `suffixes`, only those."""
    for path in sorted((ROOT / under).rglob("*")):
        if path.is_file() and is_ours(path) and (not suffixes or path.suffix in suffixes):
            yield path


def texts(*suffixes: str, under: str = "") -> Iterator[tuple[str, str]]:
    """The path from the top and the contents of every text file of ours."""
    for path in files(*suffixes, under=under):
        if path.suffix not in _NOT_TEXT and "samples" not in path.parts:
            yield name(path), path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    """The path from the top of the repository, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def is_ours(path: Path) -> bool:
    """Whether the file belongs to the repository and nobody else wrote it."""
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") and part not in _OURS_WITH_A_DOT for part in parts)
    return not hidden and not _LEFT_LYING & set(parts) and "vendor" not in parts
