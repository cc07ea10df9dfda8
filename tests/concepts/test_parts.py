"""The parts that need no database: the alphabet, languages, walks, the drawing."""

from __future__ import annotations

import pytest

from concepts.alphabet import key_range, letter_of, sort_key
from concepts.diagram import WIDTH, draw, fitted
from concepts.hierarchy import above, depth, detours, rings
from concepts.languages import is_known
from concepts.neighbours import Group, Neighbour
from concepts.uris import is_good_uri


def test_names_are_sorted_as_finns_and_swedes_sort_them():
    names = [
        "Öljy",
        "åska",
        "Zeta",
        "ääni",
        "VPK",
        "vene",
        "palo",
        "palo-ovi",
        "paloasema",
    ]
    names += ["112", "éclair", "über", "yö"]
    assert sorted(names, key=sort_key) == [
        "112",
        "éclair",
        "palo",
        "palo-ovi",
        "paloasema",
        "vene",
        "VPK",
        "über",
        "yö",
        "Zeta",
        "åska",
        "ääni",
        "Öljy",
    ]


@pytest.mark.parametrize("letter", ["a", "p", "z", "å", "ä", "ö", "0", "?"])
def test_a_letter_bounds_the_names_that_begin_with_it(letter):
    low, high = key_range(letter)
    name = {"0": "7 veljestä", "?": "Ωmega"}.get(letter, f"{letter}nimi")
    assert low <= sort_key(name) < high
    assert letter_of(sort_key(name)) == letter


def test_there_is_no_letter_for_nonsense():
    assert key_range(" ") is None
    assert key_range("ab") is None
    assert key_range("") is None
    assert letter_of("") == "?"


@pytest.mark.parametrize("tag", ["fi", "sv", "en-gb", "se", "smn", "zh-hans"])
def test_languages_of_the_world_are_known(tag):
    assert is_known(tag)


@pytest.mark.parametrize("tag", ["x-custom", "fin-suomi12345", "xx", "", "fi_FI"])
def test_made_up_languages_are_not(tag):
    assert not is_known(tag)


@pytest.mark.parametrize(
    ("uri", "good"),
    [
        ("https://example.org/x", True),
        ("http://www.yso.fi/onto/yso/p1", True),
        ("urn:nbn:fi:x", True),
        ("https://example.org/ä?a=1#b", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ('https://example.org/"x', False),
        ("https://example.org/" + "x" * 400, False),
        ("", False),
    ],
)
def test_uris_that_can_name_a_concept(uri, good):
    assert is_good_uri(uri) is good


def test_rings_are_found_each_once():
    graph = {1: [2], 2: [3], 3: [1, 4], 4: [4], 5: [1]}
    assert rings(graph) == [[1, 2, 3], [4]]
    assert rings({1: [2, 3], 2: [4], 3: [4], 4: []}) == []


def test_walks_survive_any_depth():
    chain = {n: [n + 1] for n in range(20_000)}
    assert depth(chain) == 20_001
    assert len(above(chain, [0])) == 20_000
    assert rings(chain) == []
    ring = {**chain, 20_000: [0]}
    assert len(rings(ring)[0]) == 20_001


def test_a_detour_is_a_link_that_a_longer_way_says_too():
    assert detours({"a": ["b", "c"], "b": ["c"], "c": []}) == [("a", "c")]
    assert detours({"a": ["b", "c"]}) == []


def group(role: str, number: int) -> Group:
    neighbours = [
        Neighbour(f"{role} {n}", f"/{role}/{n}/") for n in range(min(number, 30))
    ]
    return Group(role, number, neighbours)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 40])
@pytest.mark.parametrize(
    "roles",
    [
        ["broader_generic"],
        ["narrower_partitive"],
        ["related"],
        ["broader_generic", "broader_partitive", "narrower_generic"],
        ["narrower_generic", "narrower_partitive", "related"],
        ["broader_partitive", "narrower_generic", "narrower_partitive", "related"],
    ],
)
def test_the_boxes_of_the_drawing_stay_inside_it_and_apart(number, roles):
    drawn = draw("palvelukokonaisuus", "fi", [group(role, number) for role in roles])
    boxes = [*drawn.boxes, drawn.own]
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.y + box.height <= drawn.height
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = (
                one.x + one.width <= other.x
                or other.x + other.width <= one.x
                or one.y + one.height <= other.y
                or other.y + other.height <= one.y
            )
            assert apart, (one, other)


def test_many_neighbours_become_one_box_that_says_how_many():
    drawn = draw("letku", "fi", [group("related", 40)])
    assert len(drawn.boxes) == 4
    assert drawn.boxes[-1].label == "+ 37"
    assert drawn.boxes[-1].url == "#related"


def test_a_concept_alone_is_not_drawn():
    assert draw("letku", "fi", []) is None


def test_long_names_are_divided_at_their_seams_and_cut():
    assert fitted("palo", 16, "fi") == ["palo"]
    assert fitted("pelastustoimen palvelu", 16, "fi") == ["pelastustoimen", "palvelu"]
    first, second = fitted("pelastustoiminnanjohtaja", 16, "fi")
    assert first.endswith("-")
    assert first[:-1] + second == "pelastustoiminnanjohtaja"
    lines = fitted("x" * 100, 16, "fi")
    assert [len(line) <= 16 for line in lines] == [True, True]
    assert lines[1].endswith("…")
