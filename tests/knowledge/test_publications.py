"""Publications: what the list and a page show, what a practice's page says of them, how they are cited."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.models import SiteDocument
from knowledge.models import Publication, PublicationAuthor, PublicationIndex
from knowledge.publications import citing, isbn
from knowledge.publications.listing import publications_of
from networks.directory.actions import set_public
from networks.models import Organisation
from tests.cast import organisation, pdf, publish, write_practice
from tests.pages.test_queries import asked

LIST = "/de/publications/"


def write(word="Standards", *, practices=(), authors=(), **fields) -> Publication:
    """A published publication with the word in its texts; public unless a token says otherwise."""
    facts = {"kind": "standards", "year": 2026, "summary_de": f"Kurz {word}"} | fields
    page = Publication(heading_de=f"Schrift {word}", heading_it=f"Testo {word}", **facts)
    page.authors = [PublicationAuthor(**each) for each in authors]
    PublicationIndex.objects.get().add_child(instance=page)
    page.practices.set(practices)
    return publish(page)


def titles(client, query="") -> list[str]:
    return [each.heading_de.partition(" ")[2] for each in client.get(f"{LIST}{query}").context["publications"]]


# --- ISBN ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("good", ["978-3-16-148410-0", "9783161484100", "0-306-40615-2", "080442957X", "0-8044-2957-x"])
def test_an_isbn_whose_digits_fit_is_taken(good):
    assert isbn.is_valid(good)


@pytest.mark.parametrize(
    "bad", ["978-3-16-148410-1", "0-306-40615-3", "12345", "X", "977-3-16-148410-1", "97831614841٠٠", "08044295X7", "-"]
)
def test_any_other_is_refused(bad):
    assert not isbn.is_valid(bad)


def test_a_publication_with_a_wrong_isbn_is_not_published(house):
    page = write()
    page.isbn = "978-3-16-148410-1"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"isbn"}


# --- The list ------------------------------------------------------------------------------------------


def test_the_list_is_newest_first_and_narrows_by_kind_and_year(house, client):
    write("Alt", kind="handbook", year=2024)
    write("Neu", year=2026)
    write("Mittel", year=2025)

    assert titles(client) == ["Neu", "Mittel", "Alt"]
    assert titles(client, "?kind=standards") == ["Neu", "Mittel"]
    assert titles(client, "?kind=standards&year=2025") == ["Mittel"]
    assert titles(client, "?kind=nonsense&year=x&page=y") == ["Neu", "Mittel", "Alt"]
    assert [(each["code"], each["count"]) for each in client.get(LIST).context["kinds"]] == [
        ("standards", 2),
        ("handbook", 1),
    ]


def test_an_empty_list_says_so(house, client):
    assert "Noch keine Veröffentlichung" in client.get(LIST).content.decode()


def test_the_list_and_a_page_ask_as_often_for_three_as_for_one(house):
    firm, client = house.organisations["firm"], house.client("anonymous")
    page = write(
        "Erste", authors=[{"name": "Ada Beispiel", "organisation": firm}], practices=[house.practices["public"]]
    )

    def count():
        return len(asked(client, LIST)), len(asked(client, page.get_url()))

    with_one = count()
    for number in range(2):
        write(f"Weitere {number}", authors=[{"name": "Ada Beispiel"}], practices=[house.practices["public"]])
        page.authors.add(PublicationAuthor(name=f"Autor {number}", organisation=organisation(f"Stelle {number}")))
        page.practices.add(write_practice(house, f"weitere{number}", wished="public"))
    publish(page)
    assert count() == with_one


# --- One publication -----------------------------------------------------------------------------------


def test_a_page_names_the_licence_where_there_is_one_and_leads_to_its_words(house, client):
    link = '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener">CC BY 4.0</a>'
    assert link in client.get(write(licence="CC-BY-4.0").get_url()).content.decode()
    assert "creativecommons" not in client.get(write("Ohne").get_url()).content.decode()


def test_practices_are_linked_on_both_sides_for_whom_both_are_open(house, client):
    page = write(practices=[house.practices["public"], house.practices["network"], house.practices["draft"]])

    def linked(actor):
        return {practice.pk for practice in house.client(actor).get(page.get_url()).context["practices"]}

    assert linked("anonymous") == {house.practices["public"].pk}
    assert linked("ada") == {house.practices["public"].pk, house.practices["network"].pk}

    closed = write("Intern", practices=[house.practices["public"]], token="community")
    assert publications_of(house.practices["public"], house.user("anonymous")) == [page]
    assert {each.pk for each in publications_of(house.practices["public"], house.ada)} == {page.pk, closed.pk}


def test_a_file_that_a_reader_may_not_open_is_not_named(house):
    file = SiteDocument.objects.create(title="Geheimblatt", file=pdf(), token="community", uploaded_by_user=house.root)
    page = write(document=file, token="community")
    Publication.objects.filter(pk=page.pk).update(token="public")  # as if somebody had gone round the rule

    assert "Geheimblatt" not in house.client("anonymous").get(page.get_url()).content.decode()
    assert file.url in house.client("kim").get(page.get_url()).content.decode()


def test_a_link_to_another_site_says_so(house, client):
    text = client.get(write(url="https://www.example.org/heft").get_url()).content.decode()
    assert "www.example.org" in text
    assert "führt zu einer anderen Website" in text


def test_an_authors_organisation_leads_to_the_directory_where_it_is_open(house):
    firm = Organisation.objects.get(pk=house.organisations["firm"].pk)
    page = write(authors=[{"name": "Ada Beispiel", "organisation": firm}])
    leads = f"/de/organisations/{firm.pk}-steinmetz-probe/"

    def text(actor):
        return house.client(actor).get(page.get_url()).content.decode()

    assert leads in text("ada")
    assert leads not in text("anonymous")
    assert "Steinmetz Probe" in text("anonymous")
    set_public(firm, True, by=house.ada)
    assert leads in text("anonymous")


def test_hostile_texts_stay_texts(house, client):
    evil = '<script>alert(1)</script>"><img src=x>'
    page = write(
        evil, summary_it=evil, subtitle_de=evil, authors=[{"name": evil}], doi='10.1234/x"><b>', publisher=evil
    )
    for address in (LIST, page.get_url(), f"/it{page.get_url()[3:]}"):
        text = client.get(address).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert '"><b>' not in text


def test_the_editor_offers_practices_that_its_writer_may_see(house):
    form = Publication.get_edit_handler().get_form_class()(instance=Publication(), for_user=house.edda)
    offered = set(form.fields["practices"].queryset)
    assert {house.practices[key] for key in ("public", "community", "network")} == offered


# --- Citing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("Maria Rossi", ("Rossi", "Maria")),
        ("Ivano Da Vià", ("Da Vià", "Ivano")),
        ("Anna Maria von der Heide", ("von der Heide", "Anna Maria")),
        ("Rossi, Maria", ("Rossi", "Maria")),
        ("Unioncamere", ("Unioncamere", "")),
        ("", ("", "")),
    ],
)
def test_names_are_taken_apart(name, split):
    assert citing.split_name(name) == split


def test_the_sentence_follows_each_languages_custom(house):
    page = write(authors=[{"name": "Ivano Da Vià"}, {"name": "Ada Beispiel"}], isbn="978-3-16-148410-0", edition="2.")
    with override("de"):
        german = str(citing.sentence(page, "https://x.org/s/"))
    with override("it"):
        italian = str(citing.sentence(page, "https://x.org/s/"))
    assert german.startswith("Da Vià, Ivano; Beispiel, Ada (2026): <cite>Schrift Standards</cite>. ")
    assert german.endswith("Qualitätsstandards. 2. Auflage. ISBN 978-3-16-148410-0. https://x.org/s/.")
    assert italian.startswith("I. Da Vià, A. Beispiel, <cite>Testo Standards</cite>, ")
    assert italian.endswith("2026, https://x.org/s/.")


def test_without_authors_the_publisher_stands_first_and_without_both_the_title(house):
    with override("de"):
        assert str(citing.sentence(write("A", publisher="Verlag"), "u")).startswith("Verlag (2026): ")
        assert str(citing.sentence(write("B"), "u")).startswith("<cite>Schrift B</cite> (2026). ")


def test_bibtex_holds_any_text(house, client):
    page = write(
        "50 % {Recht} & Pflicht_1", authors=[{"name": "Rat and Tat"}, {"name": "Ada Beispiel"}], doi="10.5555/a_b"
    )
    answer = client.get(f"/de/publications/{page.pk}/cite.bib")
    entry = answer.content.decode()

    assert answer.headers["Content-Disposition"] == f'attachment; filename="connactions-p{page.pk}.bib"'
    assert entry.startswith(f"@misc{{connactions-p{page.pk},\n")
    assert "  author = {{Tat}, {Rat and} and {Beispiel}, {Ada}},\n" in entry
    assert r"{{Schrift 50 \% \textbraceleft{}Recht\textbraceright{} \& Pflicht\_1}}" in entry
    assert entry.count("{") == entry.count("}")


def test_csl_is_what_reference_managers_read(house, client):
    page = write(kind="handbook", authors=[{"name": "Ivano Da Vià"}], page_count=24)
    (item,) = json.loads(client.get(f"/it/publications/{page.pk}/cite.json").content)

    assert item["id"] == f"connactions-p{page.pk}"
    assert (item["type"], item["title"], item["language"]) == ("book", "Testo Standards", "it")
    assert item["author"] == [{"family": "Da Vià", "given": "Ivano"}]
    assert item["issued"] == {"date-parts": [[2026]]}
    assert item["URL"].endswith(f"/it{page.get_url()[3:]}")
