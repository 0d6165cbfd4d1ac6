"""A practice's context beside that of the reader's own side of a network: fits, differs or unknown, explained."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from knowledge.fit import DIFFERS, FITS, UNKNOWN, compare, fit_for, sides_of
from knowledge.models import ContextFeature, ContextKind, NetworkContext, OccupationalField
from networks.models import Membership
from tests.cast import ACTORS, canary, organisation, write_practice

LINES = ["legal", "place", "payer", "eqf", "field"]


@pytest.fixture
def words(house):
    """Two entries of each kind, by code."""
    made = {}
    for kind in ContextKind:
        for number in (1, 2):
            code = f"{kind}-{number}"
            made[code] = ContextFeature.objects.create(code=code, kind=kind, label_de=f"d {code}", label_it=f"i {code}")
    made["field-1"], made["field-2"] = (
        OccupationalField.objects.create(code=f"field-{n}", label_de=f"d field-{n}", label_it=f"i field-{n}")
        for n in (1, 2)
    )
    return made


@pytest.fixture
def practice(house):
    return write_practice(house, canary("fit"), wished="public")


def described(record, words, *codes, **levels):
    for name, value in levels.items():
        setattr(record, name, value)
    record.save()
    names = {"features": [c for c in codes if not c.startswith("field")], "fields": [c for c in codes if "field" in c]}
    features = record.context_features if hasattr(record, "context_features") else record.features
    features.set([words[code] for code in names["features"]])
    record.occupational_fields.set([words[code] for code in names["fields"]])
    record.save()
    return record


def verdicts(practice, context) -> dict:
    return dict(zip(LINES, [line.verdict for line in compare(practice, context)], strict=True))


def side(house, words, *codes, country="DE", **levels):
    return described(NetworkContext(network=house.network_b, country=country), words, *codes, **levels)


def test_nothing_said_on_either_side_is_unknown(house, words, practice):
    lines = compare(practice, side(house, words))
    assert {line.verdict for line in lines} == {UNKNOWN}
    assert all(line.why for line in lines)


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        (["legal-1"], ["legal-1", "legal-2"], {"legal": FITS}),
        (["legal-1", "legal-2"], ["legal-2"], {"legal": FITS}),
        (["legal-1"], ["legal-2"], {"legal": DIFFERS}),
        (["legal-1"], [], {"legal": UNKNOWN}),
        ([], ["legal-1"], {"legal": UNKNOWN}),
        (["place-1"], ["place-1", "place-2"], {"place": FITS}),
        (["place-1", "place-2"], ["place-1"], {"place": DIFFERS}),
        (["payer-1", "payer-2"], ["payer-1"], {"payer": FITS}),
        (["payer-1"], ["payer-2"], {"payer": DIFFERS}),
        (["field-1"], ["field-1"], {"field": FITS}),
        (["field-1"], ["field-2"], {"field": DIFFERS}),
    ],
)
def test_each_line_is_judged_by_its_own_rule(house, words, practice, theirs, ours, expected):
    described(practice, words, *theirs)
    assert verdicts(practice, side(house, words, *ours)) == dict.fromkeys(LINES, UNKNOWN) | expected


@pytest.mark.parametrize(
    ("level", "low", "high", "expected"),
    [
        (4, 3, 5, FITS),
        (4, 4, None, FITS),
        (4, None, 4, FITS),
        (6, 3, 5, DIFFERS),
        (2, 3, 5, DIFFERS),
        (None, 3, 5, UNKNOWN),
        (4, None, None, UNKNOWN),
    ],
)
def test_the_level_fits_between_lowest_and_highest(house, words, practice, level, low, high, expected):
    described(practice, words, eqf=level)
    assert verdicts(practice, side(house, words, eqf_from=low, eqf_to=high))["eqf"] == expected


def test_each_line_names_what_stands_on_each_side_in_the_readers_language(house, words, practice):
    described(practice, words, "legal-1")
    context = side(house, words, "legal-2")
    for language, first in (("de", "d"), ("it", "i")):
        with override(language):
            line = compare(practice, context)[0]
        assert (line.theirs, line.ours) == (f"{first} legal-1", f"{first} legal-2")
        assert line.theirs in line.why
        assert line.ours in line.why


def test_a_reader_compares_with_the_country_of_the_organisation_they_act_for(house):
    assert {name: [(each.network.slug, each.country) for each in sides_of(house.user(name))] for name in ACTORS} == {
        name: [] for name in ACTORS
    } | {
        "ada": [("steine", "DE")],
        "moritz": [("steine", "DE")],
        "carla": [("steine", "IT")],
        "berta": [("reben", "DE")],
        "bruno": [("reben", "DE")],
    }


def test_who_acts_in_several_networks_chooses(house, words, practice):
    Membership.objects.create(
        network=house.network_b, person=house.ada, organisation=organisation("Cantina", country="IT")
    )
    side(house, words, "legal-1", country="IT")
    first, second = sides_of(house.user("ada"))
    chosen = fit_for(practice, house.user("ada"), second.key)
    assert (chosen["side"].key, len(chosen["lines"])) == (second.key, 5)
    assert fit_for(practice, house.user("ada"), "999-DE")["side"].key == first.key
    assert fit_for(practice, AnonymousUser())["lines"] == []


# --- The form ------------------------------------------------------------------------------------------


def test_coordinators_and_the_team_describe_their_network(house, words):
    address = f"/de/space/networks/{house.network_b.pk}/context/DE/"
    sent = {"legal": [words["legal-1"].pk], "place": [words["place-2"].pk], "eqf_from": "3", "eqf_to": "5"}
    sent["fields"] = [words["field-1"].pk]
    for name in ("bruno", "edda"):
        assert house.client(name).post(address, sent).status_code == 302
    context = NetworkContext.objects.get(network=house.network_b, country="DE")
    assert sorted(feature.code for feature in context.features.all()) == ["legal-1", "place-2"]
    assert (context.eqf_from, context.eqf_to, context.occupational_fields.get()) == (3, 5, words["field-1"])
    assert "checked" in house.client("bruno").get(address).content.decode()


@pytest.mark.parametrize("country", ["IT", "FR", "xx"])
def test_a_side_is_one_of_the_two_countries(house, country):
    answer = house.client("bruno").get(f"/de/space/networks/{house.network_b.pk}/context/{country}/")
    assert answer.status_code == (200 if country == "IT" else 404)


def test_levels_ascend(house):
    address = f"/de/space/networks/{house.network_b.pk}/context/DE/"
    answer = house.client("bruno").post(address, {"eqf_from": "5", "eqf_to": "3"})
    assert answer.status_code == 200
    assert not NetworkContext.objects.exists()
