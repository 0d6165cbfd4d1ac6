"""Numbers no row can have, headings without a letter, control characters: never an error page."""

import pytest

from accounts.models import User
from core.numbers import is_possible
from knowledge.models import GoodPractice, OccupationalField
from networks.models import Organisation
from tests.cast import fresh, write_practice

HUGE = "99999999999999999999"
NUMBERED = [
    "/de/space/write/{}/",
    "/de/space/practices/{}/",
    "/de/space/practices/{}/edit/",
    "/de/space/practices/{}/preview/",
    "/de/space/reviews/{}/",
    "/de/space/networks/{}/people/",
    "/de/space/networks/{}/invite/",
    "/de/space/memberships/{}/end/",
    "/admin/pages/{}/edit/",
    "/admin/images/chooser/chosen/{}/",
    "/admin/documents/chooser/chosen/{}/",
    "/admin/editing-sessions/ping/core/page/{}/1/",
]


@pytest.mark.parametrize("actor", ["ada", "edda"])
@pytest.mark.parametrize("number", [HUGE, "9223372036854775808"])
def test_a_number_too_large_for_any_row_is_not_found(house, actor, number):
    client = house.client(actor)
    assert {client.get(address.format(number)).status_code for address in NUMBERED} == {404}


@pytest.mark.parametrize(
    ("value", "possible"), [(2**63 - 1, True), (2**63, False), (HUGE, False), ("²", True), ("abc", True)]
)
def test_only_numbers_are_judged(value, possible):
    assert is_possible(value) is possible


@pytest.mark.parametrize("kind", ["images", "documents"])
@pytest.mark.parametrize("what", ["abc", "²", "%00", "_31"])
def test_the_chooser_knows_no_file_without_a_number(house, kind, what):
    assert house.client("edda").get(f"/admin/{kind}/chooser/chosen/{what}/").status_code == 404


@pytest.mark.parametrize("query", ["/de/search/?q=%00", "/de/praxis/?q=a%00", "/de/praxis/?field=%00", "/de/?x=%00"])
def test_a_query_with_a_nul_is_a_bad_request(house, client, query):
    assert client.get(query).status_code == 400


@pytest.mark.parametrize("address", ["/files/documents/%00/x", "/de/invitation/%00/", "/%00", "/de/%00/"])
def test_an_address_with_a_nul_is_not_found(house, client, address):
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("network", ["²", HUGE, "abc", "-1", "9223372036854775808"])
def test_the_work_list_shrugs_at_a_network_that_is_none(house, network):
    assert house.client("edda").get(f"/de/space/translations/?network={network}").status_code == 200


def written(house, **values):
    form = {"source_language": "de", "heading": "Titel", "wished": "network"} | values
    return house.client("ada").post(f"/de/space/write/{house.network_a.pk}/", form)


@pytest.mark.parametrize("heading", ["🤝", "日本", "…", "a\x0bb"])
def test_a_heading_needs_no_letter_to_have_an_address(house, heading):
    assert written(house, heading=heading).status_code == 302
    practice = GoodPractice.objects.order_by("-pk").first()
    assert practice.slug
    assert practice.heading_de == heading.replace("\x0b", "")


@pytest.mark.parametrize("heading", ["\x08\x0b", "\ufffe", "\0", "x" * 201])
def test_a_heading_that_is_none_is_asked_for_again(house, heading):
    assert written(house, heading=heading).status_code == 200


@pytest.mark.parametrize("value", [HUGE, "²", "\0", "-1"])
@pytest.mark.parametrize("name", ["occupational_fields", "wished", "source_language", "remove_files"])
def test_a_choice_that_is_none_is_no_error_page(house, name, value):
    assert written(house, **{name: value}).status_code in {200, 302}


def test_a_control_character_does_not_silence_the_feed(house, client):
    write_practice(house, "\x08Glocke\x1b")
    answer = client.get("/de/feeds/practices/")
    assert (answer.status_code, "Praxis Glocke" in answer.content.decode()) == (200, True)


# --- Deleting ---------------------------------------------------------------------------------------


def test_what_others_depend_on_is_not_deleted_and_no_error_page(house):
    client, firm = house.client("root"), house.organisations["firm"]
    field = OccupationalField.objects.first()
    practice = fresh(house.practices["public"])
    practice.occupational_fields.add(field)
    practice.save()
    people = f"id={house.ada.pk}&id={house.kim.pk}"
    for address in (
        f"/admin/organisation/delete/{firm.pk}/",
        f"/admin/occupationalfield/delete/{field.pk}/",
        f"/admin/users/delete/{house.ada.pk}/",
        f"/admin/bulk/accounts/user/delete/?{people}",
    ):
        assert client.post(address).status_code in {302, 404}, address
    assert Organisation.objects.filter(pk=firm.pk).exists()
    assert OccupationalField.objects.filter(pk=field.pk).exists()
    assert User.objects.filter(pk__in=[house.ada.pk, house.kim.pk]).count() == 2
