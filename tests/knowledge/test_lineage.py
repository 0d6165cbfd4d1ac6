"""The lineage is laid out by a pure function: nothing meets, and the same tree gives the same picture."""

import random

import pytest

from knowledge.adoptions.lineage import COLUMN, LONGEST, ROW, Node, cut, picture, places, size, tree, walk

LETTER = 9  # widest average of the label's type, in pixels


def some_tree(seed, count):
    """A tree of so many adoptions, each taken from the original or from one before it."""
    dice = random.Random(seed)
    nodes = {key: Node(f"Ort {key}", adoption=key) for key in range(1, count + 1)}
    parents = {key: dice.choice([None, *range(1, key)]) for key in nodes}
    return tree(Node("Ursprung"), nodes, parents)


@pytest.mark.parametrize("count", [1, 2, 7, 40])
@pytest.mark.parametrize("seed", range(5))
def test_no_two_points_and_no_two_labels_meet(seed, count):
    found = places(some_tree(seed, count))
    assert len(found) == count + 1
    assert len({(place.x, place.y) for place in found}) == count + 1
    for one in found:
        for other in found:
            if one is not other and one.y == other.y:
                assert abs(one.x - other.x) >= LONGEST * LETTER
            elif one is not other and one.x == other.x:
                assert abs(one.y - other.y) >= ROW
    width, height = size(found)
    assert all(0 < place.x <= width - COLUMN + LETTER * 2 and 0 < place.y < height for place in found)


@pytest.mark.parametrize("seed", range(5))
def test_no_line_runs_through_a_label(seed):
    """A line keeps between its two columns, from its parent's row downwards; labels there would have to be its own."""
    found = places(some_tree(seed, 40))
    for place in found:
        if place.parent is None:
            continue
        assert place.x == place.parent.x + COLUMN
        assert place.y >= place.parent.y
        between = [p for p in found if p.x == place.parent.x and place.parent.y < p.y <= place.y]
        assert between == []


def test_the_same_tree_gives_the_same_picture():
    assert picture(some_tree(3, 40)) == picture(some_tree(3, 40))


def test_a_chain_of_forty_stands_in_one_row():
    nodes = {key: Node(str(key)) for key in range(1, 41)}
    found = places(tree(Node("0"), nodes, {key: key - 1 or None for key in nodes}))
    assert {place.y for place in found} == {found[0].y}
    assert [place.node.name for place in found] == [str(number) for number in range(41)]


def test_who_took_it_from_an_invisible_one_hangs_on_the_nearest_visible_one_above():
    nodes = {1: Node("A"), 4: Node("D"), 6: Node("F")}
    root = tree(Node("0"), nodes, {1: None, 2: 1, 3: 2, 4: 3, 5: None, 6: 5})
    assert [child.name for child in root.children] == ["A", "F"]
    assert [child.name for child in nodes[1].children] == ["D"]


def test_all_points_are_walked_branch_by_branch():
    nodes = {1: Node("A"), 2: Node("B"), 3: Node("A1")}
    assert [node.name for node in walk(tree(Node("0"), nodes, {1: None, 2: None, 3: 1}))] == ["0", "A", "A1", "B"]


def test_a_long_name_is_cut_and_stands_in_full_in_its_title():
    name = "Berufsbildende Schule für Steinbearbeitung"
    assert len(cut(name)) <= LONGEST
    assert cut(name).endswith("…")
    drawn = picture(tree(Node("0"), {1: Node(name, full=name)}, {1: None}))
    assert f"<title>{name}</title>" in drawn
    assert f">{cut(name)}</text>" in drawn


def test_given_up_is_dashed_and_italy_is_a_ring():
    nodes = {1: Node("A", country="IT"), 2: Node("B", gone=True), 3: Node("C", country="DE")}
    drawn = picture(tree(Node("0"), nodes, dict.fromkeys(nodes)))
    assert [drawn.count(f'class="{kind}"') for kind in ("f-p", "f-x", "f-d", "ln off", "ln")] == [1, 1, 2, 1, 2]


def test_what_people_wrote_is_escaped():
    drawn = picture(tree(Node("0"), {1: Node('<b>"A"', words="<i>")}, {1: None}))
    assert "<b>" not in drawn
    assert "<i>" not in drawn
