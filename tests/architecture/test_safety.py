"""What our code never does, whoever writes it. Each rule is proved on a line that breaks it."""

import ast
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, texts
from tests.architecture.test_words import JINJA

Finder = Callable[[ast.AST], bool]

UNPACKERS = {"pickle", "marshal", "shelve", "dill"}
SQLITES_OWN = ("-wal", "-journal", "-shm")
TOUCHING = {"unlink", "remove", "rename", "replace", "move", "rmtree", "truncate", "write_bytes"}
MACHINE = re.compile(
    "|".join(re.escape(f"{place}/") for place in (ROOT, Path.home()) if len(place.parts) > 1)
    + r"|https?://\S*/simple\b"
)
ELSEWHERE = re.compile(r"""["'(]\s*(https?:)?//(?!www\.w3\.org/)\w""")


def commits(node: ast.AST) -> bool:
    """Whether it ends a transaction: only the engine's one writer may."""
    return isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback")


def swallows(node: ast.AST) -> bool:
    """Whether it catches whatever may come, without letting it go on."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    broad = {"Exception", "BaseException"}
    caught = (
        {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
        if node.type
        else broad
    )
    last = node.body[-1]
    return bool(caught & broad) and not (isinstance(last, ast.Raise) and last.exc is None)


def reads_environment(node: ast.AST) -> bool:
    """Whether it looks at variables of the environment."""
    names = {"environ", "getenv", "environb"}
    imported = isinstance(node, ast.ImportFrom) and node.module == "os"
    if imported:
        return any(alias.name in names for alias in node.names)
    of_os = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return of_os and node.value.id == "os" and node.attr in names


def runs_strings(node: ast.AST) -> bool:
    """Whether it turns text into code or commands."""
    if isinstance(node, ast.Call):
        called = isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec", "compile")
        shell = any(word.arg == "shell" for word in node.keywords)
        return (
            called or shell or (isinstance(node.func, ast.Attribute) and node.func.attr == "system")
        )
    if isinstance(node, ast.Import):
        return any(alias.name in UNPACKERS for alias in node.names)
    return isinstance(node, ast.ImportFrom) and node.module in UNPACKERS


def reaches_into_the_page(node: ast.AST) -> bool:
    """Whether the window talks to the page other than by HTTP."""
    names = {"evaluate_js", "js_api", "run_js", "expose"}
    return (isinstance(node, ast.Attribute) and node.attr in names) or (
        isinstance(node, ast.keyword) and node.arg in names
    )


def removes_logs(tree: ast.AST) -> bool:
    """Whether a file that knows how SQLite names its logs removes, moves or writes anything."""
    if not isinstance(tree, ast.Module):
        return False
    words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    named = any(isinstance(each, str) and each.endswith(SQLITES_OWN) for each in words)
    touched = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return named and bool(touched & TOUCHING)


ENVIRONMENT = (
    "desktop_app/config.py",
    # These hand it on, mended after the frozen program's loader, and read no setting from it.
    "desktop_app/__main__.py",
    "desktop_app/shell/frozen.py",
    "desktop_app/shell/gtk.py",
)
RULES: dict[str, tuple[Finder, tuple[str, ...]]] = {
    "only the engine ends a transaction": (commits, ("desktop_app/engine/",)),
    "only shell, jobs and what loads other people's code catch everything": (
        swallows,
        ("desktop_app/shell/", "desktop_app/web/jobs.py", "desktop_app/web/extras.py"),
    ),
    "only config reads the environment": (reads_environment, ENVIRONMENT),
    "text never becomes code": (runs_strings, ()),
    "what SQLite keeps beside a file is SQLite's": (removes_logs, ()),
    "the window and the page speak HTTP only": (reaches_into_the_page, ()),
}
BREACHES = [
    (commits, "session.commit()"),
    (commits, "connection.rollback()"),
    (swallows, "try: x()\nexcept Exception: pass"),
    (swallows, "try: x()\nexcept (OSError, Exception) as e: log(e)"),
    (swallows, "try: x()\nexcept: pass"),
    (reads_environment, "import os\nos.environ['HOME']"),
    (reads_environment, "import os\nos.getenv('HOME')"),
    (reads_environment, "from os import environ"),
    (runs_strings, "eval(text)"),
    (runs_strings, "import pickle"),
    (runs_strings, "from pickle import loads"),
    (runs_strings, "subprocess.run('ls', shell=True)"),
    (runs_strings, "os.system('ls')"),
    (removes_logs, "path.with_name(path.name + '-wal').unlink()"),
    (removes_logs, "os.remove(f'{path}-journal')"),
    (reaches_into_the_page, "window.evaluate_js('1')"),
    (reaches_into_the_page, "create_window(js_api=api)"),
]
HARMLESS = [
    (swallows, "try: x()\nexcept Exception:\n  undo()\n  raise"),
    (swallows, "try: x()\nexcept OSError: pass"),
    (runs_strings, "re.match('eval', text)"),
    (removes_logs, "path.with_name(f'{path.name}-wal').exists()"),
    (removes_logs, "path.unlink()"),
    (reads_environment, "request.environ['tidybase.csrf']"),
]


class Inline(HTMLParser):
    """Collects the scripts and styles that stand in a page and that the page's policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        self.found += [value for value in names.values() if value and "javascript:" in value]


def breaches(finder: Finder, source: str) -> Iterator[str]:
    """The lines on which a finder finds something."""
    for node in ast.walk(ast.parse(source)):
        if finder(node):
            yield f"line {getattr(node, 'lineno', '?')}"


def inline(source: str) -> list[str]:
    """What a template holds of inline scripts, styles and event attributes."""
    parser = Inline()
    parser.feed(JINJA.sub("x", source))
    return parser.found


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_holds_in_all_of_the_app(rule: str) -> None:
    finder, allowed = RULES[rule]
    sources = [
        s for s in texts(".py", under="desktop_app") if not s[0].startswith(allowed or ("-",))
    ]
    assert sources
    found = {path: list(breaches(finder, source)) for path, source in sources}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("finder", "source"), BREACHES)
def test_a_breach_is_found(finder: Finder, source: str) -> None:
    assert list(breaches(finder, source))


@pytest.mark.parametrize(("finder", "source"), HARMLESS)
def test_what_only_looks_alike_is_left_alone(finder: Finder, source: str) -> None:
    assert not list(breaches(finder, source))


def test_no_page_holds_a_script_or_a_style_of_its_own() -> None:
    found = {path: inline(source) for path, source in texts(".html", under="webui/templates")}
    assert found
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "source",
    [
        "<script>go()</script>",
        "<style>a {}</style>",
        '<p style="color: red">',
        '<a onclick="{{ go }}">',
        '<a href="javascript:go()">',
    ],
)
def test_an_inline_script_or_style_is_found(source: str) -> None:
    assert inline(source)


def test_nothing_in_the_pages_is_fetched_from_elsewhere() -> None:
    pages = list(texts(".html", ".css", ".js", under="webui"))
    assert [path for path, source in pages if ELSEWHERE.search(source)] == []
    assert ELSEWHERE.search('<script src="https://cdn.example/x.js">')
    assert ELSEWHERE.search("url(//fonts.example/a.woff2)")
    assert not ELSEWHERE.search('xmlns="http://www.w3.org/2000/svg"')


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = [path for path, source in texts() if MACHINE.search(source)]
    assert found == ["tests/architecture/test_safety.py"]
    assert MACHINE.search(f"open('{ROOT}/x')")
    assert MACHINE.search("https://packages.example/simple")
