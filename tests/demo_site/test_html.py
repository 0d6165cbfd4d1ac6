"""Every page of the demonstration is HTML without an error, by the checker that the W3C's validator is made of."""

import pytest

from tests.demo_site.checker import complaints
from tests.demo_site.test_links import pages

pytestmark = pytest.mark.sqlite_only

NO_LINK_LEADS_HERE = ["/de/gibt-es-nicht/", "/it/non-esiste/", "/de/style/", "/it/style/", "/de/search/?q=Betrieb"]


def test_every_page_is_valid_html(walks, walkers, tmp_path, record_property):
    answers = [answer for found in walks.values() for answer in pages(found)]
    answers += [walkers["anonymous"].ask(address) for address in NO_LINK_LEADS_HERE]
    answers += after_a_refusal(walkers, walks["member"])

    found, number = complaints(answers, tmp_path)

    record_property("demonstration", f"{number} different pages are HTML without an error")
    assert found == []


def after_a_refusal(walkers, walked) -> list:
    """Pages that answer a form with mistakes."""
    member = walkers["member"]
    write = next(path for path in walked if path.startswith("/de/space/write/"))
    answers = [
        walkers["anonymous"].post("/de/account/login/", login="niemand@example.org", password="falsch"),
        walkers["anonymous"].post("/it/account/password/reset/", email="nessuno"),
        member.post(write, action="submit", heading="", approach="Was wir tun"),
        member.post("/it/space/profile/", first_name=""),
    ]
    assert [answer.status for answer in answers] == [200] * len(answers)
    return answers
