"""The picture: well-formed, self-contained, the same each time, legible: no box on another, planned dashed, quotes as tooltips."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from api.picture import Drawing, Line, Node, choose, place, to_html, to_svg
from api.picture.choose import short
from graph.ontology import Status
from graph.reference import NoReference
from graph.stores.memory import MemoryStore
from tests.unit.api.telling import bitfarms
from tests.unit.cli.conftest import Run

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    """The small world, chosen."""
    with MemoryStore("", NoReference()) as store:
        for telling in bitfarms():
            telling.load(store)
        return choose(store)


def test_what_is_drawn(drawing: Drawing) -> None:
    captions = {n.caption for n in drawing.nodes}
    assert {"Bitfarms", "Washington", "Panther Creek", "Nvidia GB300", "Nvidia", "up to 300M USD project finance"} <= captions
    labels = {(line.label, line.status) for line in drawing.lines}
    assert {
        ("converts to", Status.PLANNED),
        ("operates 350 MW", Status.ACTUAL),
        ("makes", Status.ACTUAL),
        ("CEO of", Status.ACTUAL),
    } <= labels
    assert not any("net_income" in line.label for line in drawing.lines)


def test_it_is_xml_without_anything_from_elsewhere(drawing: Drawing) -> None:
    svg = to_svg(place(drawing))
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert not re.findall(r'(?:href|src)="|url\((?!#)|@import', svg)
    assert [x for x in re.findall(r"https?://[^\s\"<]+", svg) if x != "http://www.w3.org/2000/svg"] == []


def test_the_same_drawing_gives_the_same_bytes(drawing: Drawing) -> None:
    assert to_svg(place(drawing)) == to_svg(place(drawing))


def test_no_box_lies_on_another_or_off_the_page(drawing: Drawing) -> None:
    placed = place(drawing)
    for a, b in combinations(placed.boxes.values(), 2):
        assert a.overlap(b) == (0, 0)
    for box in placed.boxes.values():
        assert box.width / 2 <= box.x <= placed.width - box.width / 2
        assert box.height / 2 <= box.y <= placed.height - box.height / 2


def test_planned_lines_are_dashed_and_quotes_are_tooltips(drawing: Drawing) -> None:
    root = ElementTree.fromstring(to_svg(place(drawing)))
    told = {p.findtext(f"{SVG}title") or "": p.get("stroke-dasharray") for p in root.iter(f"{SVG}path")}
    planned = [dash for words, dash in told.items() if "will turn Washington" in words]
    done = [dash for words, dash in told.items() if "runs a site in Washington" in words]
    assert planned and all(planned)
    assert done == [None]


def test_captions_are_escaped() -> None:
    nodes = (Node("a", "Company", "A & <B>"), Node("b", "Site", '"C"'))
    svg = to_svg(place(Drawing(nodes, (Line("a", "b", "x < y", Status.ACTUAL, (("told", "“quote” & more"),)),))))
    assert ElementTree.fromstring(svg) is not None
    assert "A &amp; &lt;B&gt;" in svg


def test_an_empty_drawing_and_a_single_node() -> None:
    assert ElementTree.fromstring(to_svg(place(Drawing((), ())))) is not None
    assert len(place(Drawing((Node("a", "Company", "A"),), ())).boxes) == 1


def test_the_liveliest_part_when_there_is_too_much() -> None:
    with MemoryStore("", NoReference()) as store:
        for telling in bitfarms():
            telling.load(store)
        few = choose(store, limit=5)
        near = choose(store, about=["company/nvidia"], depth=1)
    assert 0 < len([n for n in few.nodes if not n.id.startswith("fact/")]) <= 5
    assert few.left_out > 0
    assert {n.id for n in near.nodes} == {"company/nvidia", "hardware/nvidia-gb300"}


def test_the_page_has_the_same_as_a_table(drawing: Drawing) -> None:
    page = to_html(place(drawing))
    assert page.startswith("<!DOCTYPE html>")
    assert "<td>Nvidia makes Nvidia GB300" in page
    assert "<td>Nvidia builds the Nvidia GB300.</td>" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [("300,000,000 USD", "300M USD"), ("9,700,000,000 USD", "9.7B USD"), ("-46,000 USD", "-46,000 USD"), ("12 BTC", "12 BTC")],
)
def test_great_numbers_are_cut_short(text: str, words: str) -> None:
    assert short(text) == words


def test_the_command_writes_svg_and_html(run: Run, world: Path, tmp_path: Path) -> None:
    for name in ("g.svg", "g.html"):
        ran = run("picture", name, "--about", "Bitfarms", store=world)
        assert ran.code == 0, ran.err
        assert f"{name}: " in ran.out
        assert "Around Bitfarms" in (tmp_path / name).read_text("utf-8")


def test_the_command_refuses_other_files(run: Run, world: Path) -> None:
    assert run("picture", "g.png", store=world).code == 2
    assert run("picture", "absent/g.svg", store=world).code == 2
