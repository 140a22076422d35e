"""The bars of the house: layers, circles, sizes, docstrings, handlers. They may be raised, never lowered."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("graph", "loaders", "api")
MAY_IMPORT = {"graph": {"graph"}, "loaders": {"graph", "loaders"}, "api": {"graph", "loaders", "api"}}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
SHORT_FUNCTION = 20
SHARE_SHORT = 0.90
MOST_ARGUMENTS = 7
MOST_METHODS = 15
MOST_MOCKS_PER_TEST = 0.05

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name] = path
    return found


MODULES = modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def functions() -> Iterator[tuple[str, Function]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield name, node


def length(node: Function) -> int:
    """Lines of a function without its decorators and docstring."""
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (node.end_lineno or node.lineno) - body[0].lineno + 2


def imports(tree: ast.Module, module: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


@pytest.mark.parametrize("name", sorted(MODULES))
def test_layers(name: str) -> None:
    own = {i.split(".")[0] for i in imports(TREES[name], name)} & set(PACKAGES)
    assert own <= MAY_IMPORT[name.split(".")[0]], f"{name} imports {own}"


# Packages of the extractor, each of which may import those before it (and the modules beside them).
READING = ("grammar", "names", "labels", "reports", "events", "told", "scoring")


@pytest.mark.parametrize("package", READING)
def test_order_of_the_extractors_packages(package: str) -> None:
    later = tuple(f"loaders.extract.{p}." for p in READING[READING.index(package) + 1 :])
    own = [name for name in TREES if name.startswith(f"loaders.extract.{package}.")]
    assert own
    assert not [(name, imported) for name in own for imported in imports(TREES[name], name) if imported.startswith(later)]


def test_no_import_circle() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name, tree in TREES.items():
        for target in imports(tree, name):
            if target in MODULES and target != name and not name.startswith(f"{target}."):
                graph.add_edge(name, target)
    circles = [sorted(c) for c in nx.strongly_connected_components(graph) if len(c) > 1]
    assert not circles


def test_no_import_inside_a_function() -> None:
    inner = [f"{m}.{f.name}" for m, f in functions() for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not inner


@pytest.mark.parametrize("name", sorted(MODULES))
def test_module_length(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= LONGEST_MODULE


def test_function_lengths() -> None:
    lengths = {f"{m}.{f.name}": length(f) for m, f in functions()}
    assert {n: k for n, k in lengths.items() if k > LONGEST_FUNCTION} == {}
    short = sum(k <= SHORT_FUNCTION for k in lengths.values()) / len(lengths)
    assert short >= SHARE_SHORT, f"{short:.3f} of the functions have at most {SHORT_FUNCTION} lines"


def test_arguments() -> None:
    def count(f: Function) -> int:
        named = [a.arg for a in (*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs)]
        return len([a for a in named if a not in ("self", "cls")])

    # Commands take one parameter an option: typer makes the command line of them.
    many = {f"{m}.{f.name}": count(f) for m, f in functions() if not m.startswith("api.cli")}
    assert {n: k for n, k in many.items() if k > MOST_ARGUMENTS} == {}


def test_class_sizes() -> None:
    sizes = {
        f"{m}.{c.name}": sum(isinstance(n, Function) for n in c.body)
        for m, t in TREES.items()
        for c in ast.walk(t)
        if isinstance(c, ast.ClassDef)
    }
    assert {n: k for n, k in sizes.items() if k > MOST_METHODS} == {}


def public(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            yield from ((f"{node.name}.{n.name}", n) for n in node.body if isinstance(n, Function) and not n.name.startswith("_"))
        elif isinstance(node, Function) and not node.name.startswith("_"):
            yield node.name, node


@pytest.mark.parametrize("name", sorted(MODULES))
def test_docstrings(name: str) -> None:
    assert ast.get_docstring(TREES[name]), f"{name} has no module docstring"
    bare = [n for n, node in public(TREES[name]) if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert not bare


def test_no_broad_or_empty_handler() -> None:
    bad = []
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException"))
                raises = any(isinstance(n, ast.Raise) for n in ast.walk(node))
                empty = all(isinstance(n, ast.Pass) for n in node.body)
                if (broad and not raises) or empty:
                    bad.append(f"{name}:{node.lineno}")
    assert not bad


def test_no_bare_dictionaries_inside() -> None:
    uses = [
        f"{m}:{k}"
        for m, p in MODULES.items()
        for k, line in enumerate(p.read_text("utf-8").splitlines(), 1)
        if re.search(r"dict\[str, Any\]", line)
    ]
    lines = sum(len(p.read_text("utf-8").splitlines()) for p in MODULES.values())
    assert len(uses) <= max(12, lines / 500), f"dict[str, Any] only at the wire: {uses}"


def test_few_mocks() -> None:
    mocks = tests = 0
    for path in (ROOT / "tests").rglob("test_*.py"):
        text = path.read_text("utf-8")
        if path != Path(__file__):
            mocks += len(re.findall(r"\bMock\(|\bMagicMock\(|\bmonkeypatch\.setattr|\bpatch\(", text))
        tests += len(re.findall(r"^\s*(?:async )?def test_", text, re.MULTILINE))
    assert mocks <= MOST_MOCKS_PER_TEST * tests


def test_no_machine_paths_or_registry_hosts() -> None:
    bad = []
    pattern = re.compile(r"/root/|/work/|/tmp/bash_jobs|pypi\.org/simple|files\.pythonhosted|registry\.npmjs|repo1?\.maven")
    kinds = (".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".cypher", ".lock", ".sh", ".xml", "")
    for folder in (*PACKAGES, "tests", "docs", "examples", "bench", "cypher", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            told = (
                path.is_file()
                and path != Path(__file__)
                and path.suffix in kinds
                and not path.is_relative_to(ROOT / "tests" / "neo4j" / "lib")
            )
            if told and pattern.search(path.read_text("utf-8", errors="replace")):
                bad.append(str(path.relative_to(ROOT)))
    assert not bad


def test_data_files_name_source_and_licence() -> None:
    bare = []
    for path in sorted((ROOT / "loaders").rglob("*")):
        if path.suffix in (".yaml", ".tsv"):
            head = path.read_text("utf-8")[:1500]
            if not re.search(r"Apache-2\.0|CC BY|CC-BY|Unicode", head):
                bare.append(str(path.relative_to(ROOT)))
    assert not bare
