"""A function fits a glance, a file fits a sitting, and an `__init__` holds no logic."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import files, name, texts

FUNCTION_LINES = 40
FILE_LINES = 300
TEMPLATE_LINES = 60

# What an `__init__` may hold: its docstring, imports, and lists of what is in the room.
PLAIN = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
LOGIC = (ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.Lambda, ast.IfExp)


def long_functions(source: str) -> Iterator[str]:
    """Every function of more than forty lines, its docstring not counted, and how long it is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = _lines(node) - (_lines(node.body[0]) if ast.get_docstring(node) else 0)
            if lines > FUNCTION_LINES:
                yield f"{node.name}: {lines} lines"


def logic(source: str) -> Iterator[str]:
    """Every line of an `__init__` that does something."""
    for node in ast.parse(source).body:
        inside = any(isinstance(part, LOGIC) for part in ast.walk(node))
        call = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
        if not isinstance(node, PLAIN) or inside or call:
            yield f"line {node.lineno}: {type(node).__name__}"


def too_long(contents: str, limit: int) -> bool:
    """Whether a file has more lines than it may."""
    return len(contents.splitlines()) > limit


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


PYTHON = list(files(".py"))
INITS = [path for path in PYTHON if path.name == "__init__.py"]


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_every_function_fits_a_glance(path: Path) -> None:
    assert list(long_functions(path.read_text(encoding="utf-8"))) == []


def test_every_file_fits_a_sitting() -> None:
    ours = texts(".py", ".js", ".css", ".html", ".spec")
    assert [path for path, contents in ours if too_long(contents, FILE_LINES)] == []


def test_every_template_shows_and_does_not_think() -> None:
    templates = texts(".html", under="webui/templates")
    assert [path for path, contents in templates if too_long(contents, TEMPLATE_LINES)] == []


@pytest.mark.parametrize("path", INITS, ids=name)
def test_every_init_is_a_sign_and_a_list(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(logic(source)) == []
    sign = ast.get_docstring(ast.parse(source))
    assert sign or "tests" in path.parts, "it says what lives here and how to add one"


def test_a_long_function_is_found_and_its_docstring_is_free() -> None:
    body = "\n".join("    x = 1" for _ in range(FUNCTION_LINES - 1))
    docstring = '    """One.\n\n    Two.\n    """'
    assert not list(long_functions(f"def f():\n{docstring}\n{body}"))
    assert list(long_functions(f"def f():\n{docstring}\n{body}\n    x = 1")) == ["f: 41 lines"]
    assert list(long_functions(f"class A:\n  async def f(self):\n{body}\n    x = 1"))


def test_a_file_one_line_too_long_is_found() -> None:
    assert too_long("x\n" * 301, FILE_LINES)
    assert not too_long("x\n" * 300, FILE_LINES)


@pytest.mark.parametrize(
    "line",
    [
        "def f(): pass",
        "class A: pass",
        "if x: y = 1",
        "scan()",
        "ALL = [m for m in found]",
        "for x in y: pass",
    ],
)
def test_logic_in_an_init_is_found(line: str) -> None:
    assert list(logic(f'"""Doc."""\nimport a\n{line}'))


def test_a_list_in_an_init_is_no_logic() -> None:
    assert not list(logic('"""Doc."""\nfrom a import B\nALL: list[B] = Registry("b", [B()])'))
