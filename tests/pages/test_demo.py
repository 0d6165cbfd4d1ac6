"""The demonstration's content: what `manage demo` brings, and how it reports a mistake."""

import shutil
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState

from accounts.models import Notification, User
from core.bilingual import State
from core.models import Page, SiteDocument, SiteImage, TaskRun
from knowledge.models import GoodPractice, OccupationalField, Tag
from knowledge.stages import stages_of
from networks.composition import composition
from networks.models import Body, BodyIndex, CommitteeSeat, Membership, Network, Organisation
from pages.demo import people
from pages.demo.checking import BadData, read_and_check
from pages.demo.papers import paper
from pages.demo.pictures import MOTIFS, picture
from pages.demo.shapes import STATES
from pages.demo.writing import CONTENT, load
from pages.models import ContactPage, HomeEvent, HomePage, News, StandardPage
from tests.cast import roots

MODELS = [
    User, EmailAddress, Organisation, Membership, CommitteeSeat, Page, GoodPractice, SiteImage, SiteDocument, Tag,
    OccupationalField, Revision, TaskState, PageLogEntry, Notification, TaskRun, Body, HomeEvent,
]  # fmt: skip
NETWORKS = [
    "geschmack-gruendet", "gueter-im-fluss", "hand-und-code", "klar-sehen", "rebe-im-wandel", "stein-und-zukunft",
]  # fmt: skip


def counts() -> dict:
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The content, loaded once for this file and taken away after it; the value is the counts before the load."""
    with django_db_blocker.unblock(), transaction.atomic():
        roots()
        before = counts()
        load()
        yield before
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


def practices():
    return GoodPractice.objects.filter(responsible__memberships__network__slug__in=NETWORKS).distinct()


# --- What is there -------------------------------------------------------------------------------


def test_the_six_networks_stand_public_and_bilingual_with_the_composition_they_promise(demo):
    networks = {network.slug: network for network in Network.objects.filter(slug__in=NETWORKS)}
    _programme, files = read_and_check(CONTENT)

    assert sorted(networks) == NETWORKS
    for content in files.values():
        network = networks[content["network"]["slug"]]
        assert (network.live, network.token, network.translation_state) == (True, "public", State.CURRENT)
        assert composition(network).complete is (content["network"]["composition"] == "complete")
        assert [region.code for region in network.regions.all()] == content["network"]["regions"]


def test_somebody_acts_for_every_organisation(demo):
    networks = Network.objects.filter(slug__in=NETWORKS)
    acting = Membership.objects.live().filter(network__in=networks).values("organisation").distinct().count()

    assert acting == sum(len(content["organisations"]) for content in read_and_check(CONTENT)[1].values())


def test_each_network_has_six_practices_or_more_and_most_of_them_are_public(demo):
    by_network = Counter()
    for network in Network.objects.filter(slug__in=NETWORKS):
        found = GoodPractice.objects.child_of(network)
        by_network[network.slug] = found.count()
        assert found.filter(live=True, token="public").count() >= 3

    assert sorted(by_network) == NETWORKS
    assert min(by_network.values()) >= 6
    assert by_network.total() >= 36


def test_practices_stand_in_every_state_and_for_every_audience(demo):
    found = list(practices())
    stages = stages_of(found)
    seen = Counter((stages[p.pk].name, p.live, p.token.partition(":")[0]) for p in found)

    assert set(seen) == {
        ("draft", False, "person"),  # known to its author
        ("draft", True, "public"),  # live, with a newer draft
        ("coordination", False, "person"),
        ("sent_back", False, "person"),
        ("editorial", True, "network"),
        ("network", True, "network"),
        ("library", True, "community"),
        ("library", True, "public"),
    }


def test_what_was_sent_back_carries_its_reason(demo):
    stage = stages_of([GoodPractice.objects.get(slug="due-righe")]).popitem()[1]

    assert stage.comment.startswith("Le due righe ci sono")
    assert stage.commented_by.email == "hella-brinkop@demo.example.org"


def test_the_newer_text_of_a_live_practice_is_a_draft_beside_it(demo):
    practice = GoodPractice.objects.get(slug="conto-intero")

    assert "due totali" not in practice.results_it
    assert "due totali" in practice.get_latest_revision_as_object().results_it


@pytest.mark.parametrize(
    ("slug", "state"),
    [
        ("drei-eimer", State.CURRENT),
        ("dienstplan-haengt-aus", State.MISSING),
        ("dal-banco-alla-bottega", State.MISSING),
        ("mini-impresa-contratto", State.OUTDATED),
        ("griglia-due-lingue", State.OUTDATED),
        ("brennertag", State.CURRENT),
        ("beifahrersitz", State.MISSING),
        ("zwoelf-stationen", State.OUTDATED),
        ("quattro-sere", State.OUTDATED),
        ("fernrohr-vier-stunden", State.OUTDATED),
        ("frostnacht", State.OUTDATED),
    ],
)
def test_the_state_of_a_translation_comes_out_as_the_file_says(demo, slug, state):
    assert GoodPractice.objects.get(slug=slug).translation_state == state


def test_an_outdated_translation_stands_beside_the_newer_source(demo):
    practice = GoodPractice.objects.get(slug="griglia-due-lingue")

    assert practice.summary_it.startswith("Scuola e bottega")
    assert "Nove criteri" in practice.summary_it
    assert "Zwölf Kriterien" in practice.summary_de


def test_files_and_pictures_are_as_open_as_their_practice(demo):
    for practice in practices().filter(live=True):
        assert {file.token for file in practice.files()} <= {practice.token}

    eimer = GoodPractice.objects.get(slug="drei-eimer")
    assert eimer.picture_text_de
    assert eimer.picture_text_it
    assert [attached.caption_it for attached in eimer.attachments.all()] == ["Foglio da parete, in bianco"]
    with eimer.attachments.get().document.file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_dates_lie_in_the_past_in_the_order_of_the_file(demo):
    newest_first = practices().filter(live=True).order_by("-first_published_at").values_list("slug", flat=True)
    updated = GoodPractice.objects.get(slug="mini-impresa-contratto")

    assert list(newest_first)[-3:] == ["quattro-sere", "frostnacht", "fernrohr-vier-stunden"]
    assert (updated.first_published_at.year, updated.last_published_at.year) == (2025, 2026)
    assert list(updated.revisions.order_by("pk")) == list(updated.revisions.order_by("created_at", "pk"))


def test_tags_have_a_form_in_each_language(demo):
    tags = Tag.objects.filter(tagged_practices__content_object__in=practices())

    assert tags.exists()
    assert not tags.filter(label_de="").exists()
    assert not tags.filter(label_it="").exists()


def test_no_mail_is_queued_or_sent(demo, mailoutbox):
    assert (Notification.objects.count(), TaskRun.objects.count()) == (demo["Notification"], demo["TaskRun"])
    assert mailoutbox == []


# --- A second run --------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(demo, django_assert_max_num_queries):
    before = counts()
    stamps = list(Page.objects.order_by("pk").values_list("latest_revision", "last_published_at"))

    with django_assert_max_num_queries(480):
        load()

    assert counts() == before
    assert list(Page.objects.order_by("pk").values_list("latest_revision", "last_published_at")) == stamps


def test_a_second_run_leaves_what_somebody_changed(demo):
    Organisation.objects.filter(name="Gasthaus Hagenkötter").update(city="Bad Münder")
    Membership.objects.filter(person__email="jannik-stucke@demo.example.org").update(ends="2026-01-01")

    load()

    assert Organisation.objects.get(name="Gasthaus Hagenkötter").city == "Bad Münder"
    assert Membership.objects.filter(person__email="jannik-stucke@demo.example.org").live().count() == 0


# --- Logins --------------------------------------------------------------------------------------


def printed(*args, **options) -> list[list[str]]:
    out = StringIO()
    call_command("demo", *args, stdout=out, stderr=StringIO(), **options)
    return [line.split()[-2:] for line in out.getvalue().splitlines() if "@" in line]


def test_every_printed_login_can_log_in(demo):
    rows = printed("--logins")

    assert [email.partition("@")[0] for email, _word in rows] == [
        "ornella-zanaboni", "hella-brinkop", "koehler", "moretto", "renate-suhr",
    ]  # fmt: skip
    for email, word in rows:
        client = Client()
        client.post(reverse("account_login"), {"login": email, "password": word})
        assert client.session.get("_auth_user_id") == str(User.objects.get(email=email).pk)


def test_the_logins_are_a_member_a_coordinator_an_editor_a_committee_member_and_a_stranger(demo):
    member, coordinator, editor, committee, stranger = (
        User.objects.get(email=email) for email, _w in printed("--logins")
    )

    assert [m.role for m in member.memberships.live()] == ["member"]
    assert [m.role for m in coordinator.memberships.live()] == ["coordinator"]
    assert editor.is_team
    assert committee.committee_seats.live().exists()
    assert not stranger.memberships.exists()
    assert not stranger.committee_seats.exists()
    assert not stranger.is_team


def test_the_password_passes_the_validators(demo):
    for user in User.objects.filter(email__endswith="@demo.example.org"):
        validate_password(people.PASSWORD, user)


def test_a_changed_password_is_not_printed_as_the_old_one(demo):
    user = User.objects.get(email="koehler@demo.example.org")
    user.set_password("etwas-ganz-anderes")
    user.save()

    assert dict(printed("--logins"))[user.email] == "(changed)"


def test_production_refuses_without_yes(db, settings):
    settings.PRODUCTION = True
    before = counts()

    with pytest.raises(CommandError, match=r"production site.*--yes"):
        call_command("demo", stdout=StringIO())

    assert counts() == before


def test_in_production_the_password_is_not_the_well_known_one(settings):
    settings.PRODUCTION = True
    first = people.password()
    settings.SECRET_KEY = "another key " * 5

    assert len({people.PASSWORD, first, people.password()}) == 3
    assert people.password() == people.password()


# --- The public house ------------------------------------------------------------------------------


def test_home_says_what_the_programme_says_and_announces_public_dates_to_come(demo):
    programme, files = read_and_check(CONTENT)
    home = HomePage.objects.get()
    public = [
        event["title_de"]
        for content in (programme, *files.values())
        for event in content["events"]
        if event["audience"] == "public"
    ]

    assert home.promise_it == programme["home"]["promise_it"]
    assert home.introduction_de == programme["home"]["intro_de"].strip()
    assert home.get_latest_revision_as_object().promise_it == home.promise_it
    dates = list(home.events.all())
    assert len(dates) <= len(programme["home"]["events"])
    assert {date.title_de for date in dates} <= set(public)
    assert all(each.ends >= timezone.now() and each.title_it for each in dates)


def test_bodies_partners_and_contact_carry_the_programmes_texts(demo):
    programme, _files = read_and_check(CONTENT)

    for kind, part in ((Body.Kind.BODY, "bodies"), (Body.Kind.PARTNER, "partners")):
        names = list(Body.objects.filter(kind=kind).values_list("name_de", "name_it"))
        assert names == [(record["name_de"], record["name_it"]) for record in programme[part]]
    assert ContactPage.objects.get().heading_it == "Contatti e consulenza"
    assert "Begutachtung" in BodyIndex.objects.get().introduction_de


def test_every_page_of_the_programme_stands_in_both_languages(demo):
    programme, _files = read_and_check(CONTENT)
    wanted = {record["slug"] for record in programme["pages"] if "fills" not in record}
    found = StandardPage.objects.filter(slug__in=wanted, live=True, token="public", translation_state=State.CURRENT)

    assert {page.slug for page in found} == wanted
    assert wanted >= {"about", "imprint", "privacy", "accessibility"}


# --- Mistakes ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A copy of the content to make mistakes in."""
    return shutil.copytree(CONTENT, tmp_path / "content")


def spoil(folder, old, new, file="geschmack-gruendet.yaml") -> int:
    """Replace the first occurrence; the line it stands on."""
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1 + (len(old) - len(old.lstrip("\n")))


def problems(folder) -> list[str]:
    with pytest.raises(BadData) as caught:
        read_and_check(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "place", "reason", "offset"),  # offset: from the replaced line to the line of its key
    [
        (
            "    author: hella-brinkop",
            "    author: nobody",
            "practices[0] drei-eimer · author",
            "“nobody” is not among the people.",
            0,
        ),
        (
            "    responsible: bbs-ihme-ufer",
            "    responsible: bbs",
            "practices[0] drei-eimer · responsible",
            "“bbs” is not among the organisations.",
            0,
        ),
        (
            "    organisation: bbs-ihme-ufer",
            "    organisation: x",
            "people[0] hella-brinkop · organisation",
            "“x” is not among the organisations.",
            0,
        ),
        (
            "  regions: [DE-NI, IT-25]",
            "  regions: [DE-NI, IT-99]",
            "network · regions",
            "“IT-99” is not the code of a Land or an Italian region.",
            0,
        ),
        (
            "    audience: public",
            "    audience: world",
            "practices[0] drei-eimer · audience",
            "“world” is unknown; possible are network, community, public.",
            0,
        ),
        (
            "    state: submitted",
            "    state: lost",
            "practices[5] novanta-secondi · state",
            "“lost” is unknown; possible are " + ", ".join(STATES) + ".",
            0,
        ),
        (
            "    written: 2026-03-05",
            "    written: 2026-13-05",
            "practices[0] drei-eimer · written",
            "“2026-13-05” is no date like 2026-03-24.",
            0,
        ),
        (
            "    decided: 2026-03-24",
            "    decided: 2026-03-01",
            "practices[0] drei-eimer · decided",
            "lies before the step it follows.",
            0,
        ),
        ("    maturity: good", "    ripeness: good", "practices[0] drei-eimer · ripeness", "is an unknown key.", 0),
        (
            '    name: "Hella Brinkop"',
            '    name: "Hella Brin\'kop"\n    name: "Hella Brinkop"',
            "people[0] hella-brinkop · name",
            "stands here a second time.",
            1,
        ),
        (
            "    sector: private",
            "    sector: public",
            "organisations[2] gasthaus-hagenkoetter · sector",
            "an actor of this type is private.",
            0,
        ),
        ("  composition: complete", "  composition: incomplete", "network · composition", "comes out complete.", 0),
        (
            '{de: "Reis", it: "riso"}',
            '{de: "Schülerfirma", it: "riso"}',
            "practices[3] mini-impresa-contratto · tags",
            "“Schülerfirma” is “mini-impresa” elsewhere.",
            0,
        ),
        (
            "un po’ di vergogna",
            "un po' di vergogna",
            "practices[1] conto-intero · starting_point_it",
            "has a straight apostrophe; write ’.",
            -1,
        ),
    ],
)
def test_a_mistake_is_reported_with_file_line_place_and_reason(folder, old, new, place, reason, offset):
    line = spoil(folder, old, new) + offset

    assert problems(folder) == [f"geschmack-gruendet.yaml:{line}  {place}: {reason}"]


def test_an_id_that_is_used_twice_is_reported_at_both_places(folder):
    line = spoil(folder, "  - id: gasthaus-hagenkoetter", "  - id: bbs-ihme-ufer")

    found = problems(folder)

    assert f"geschmack-gruendet.yaml:{line}  organisations[2] bbs-ihme-ufer · id: is used more than once." in found
    assert sum("is used more than once" in problem for problem in found) == 2


def test_a_practice_without_title_is_reported_where_it_begins(folder):
    line = spoil(folder, '    title_de: "Der Dienstplan hängt aus"\n', "")
    text = (folder / "geschmack-gruendet.yaml").read_text("utf-8").splitlines()
    begins = next(n for n, content in enumerate(text, 1) if content == "  - id: dienstplan-haengt-aus")

    assert begins < line
    assert problems(folder) == [
        f"geschmack-gruendet.yaml:{begins}  practices[4] dienstplan-haengt-aus · title_de: is missing."
    ]


def test_broken_yaml_is_reported_with_its_line(folder):
    line = spoil(folder, "founded: 2023-09-21", "founded: [2023-09-21")

    (found,) = problems(folder)

    file, _colon, rest = found.partition(":")
    assert file == "geschmack-gruendet.yaml"
    assert int(rest.split()[0]) in {line, line + 1}
    assert "YAML" in found


def test_all_mistakes_are_reported_at_once_and_nothing_is_written(db, folder):
    spoil(folder, "    author: hella-brinkop", "    author: nobody")
    spoil(folder, "  member: ornella-zanaboni", "  member: nobody", "programme.yaml")
    spoil(folder, "people:\n", "poeple:\n", "stein-und-zukunft.yaml")
    before, err = counts(), StringIO()

    with pytest.raises(CommandError, match="nothing was written"):
        call_command("demo", content=folder, stdout=StringIO(), stderr=err)

    files = [line.partition(":")[0] for line in err.getvalue().splitlines()]
    assert set(files) == {"geschmack-gruendet.yaml", "programme.yaml", "stein-und-zukunft.yaml"}
    assert "logins · member: “nobody” is not among the people." in err.getvalue()
    assert "poeple: is an unknown part of the file." in err.getvalue()
    assert counts() == before


# --- Files made by code --------------------------------------------------------------------------


@pytest.mark.parametrize("name", MOTIFS)
def test_a_picture_is_the_same_png_every_time(name):
    assert picture(name) == picture(name)
    assert picture(name).startswith(b"\x89PNG")


def test_a_pdf_finds_its_objects_where_its_table_says():
    content = paper("a.pdf", [("Überschrift (de)", "erste Zeile\nzweite"), ("Titolo", "così")])
    table = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    places = [int(row.split()[0]) for row in content[table:].splitlines()[3:9]]

    assert all(content[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, start=1))


# --- News ----------------------------------------------------------------------------------------


def test_news_stand_at_their_dates_with_author_network_and_tags(demo):
    piece = News.objects.get(slug="vierter-durchgang-ein-block-soll-uber-die-alpen")

    assert (piece.date, piece.first_published_at.date(), piece.token) == (date(2026, 9, 15), piece.date, "public")
    assert (piece.byline, piece.about.slug) == ("Ilka Reimann", "stein-und-zukunft")
    assert {str(tag.label_it) for tag in piece.tags.all()} == {"pezzo itinerante", "mobilità"}
    assert piece.picture.is_visible_to(AnonymousUser())
    assert piece.picture_text_it


def test_news_reach_over_three_years_most_of_them_in_both_languages(demo):
    found = News.objects.filter(live=True)

    assert {2023, 2024, 2025, 2026} <= {piece.date.year for piece in found}
    assert News.objects.get(slug="aus-zwolf-wird-neun").source_language == "de"
    assert News.objects.get(slug="dodici-contratti-prima-delle-vacanze").source_language == "it"
    assert found.filter(translation_state=State.CURRENT).count() > found.count() / 2
    assert found.filter(translation_state=State.MISSING).exists()
    assert found.filter(about=None).exists()


def test_news_of_a_day_to_come_wait_for_it(demo):
    for piece in News.objects.filter(date__gt=timezone.localdate()):
        assert (piece.live, piece.go_live_at.date()) == (False, piece.date)
    assert not News.objects.filter(date__lte=timezone.localdate(), live=False).exists()


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("    author: jens-uhlig", "    author: nobody", "author", "“nobody” is not among the people."),
        ('  - date: "2026-11-24"', '  - date: "gestern"', "date", "“gestern” is no date like 2026-03-24."),
        ('    title_it: "Da dodici a nove"\n', "", "title_it", "is missing."),
        ('    title_it: "Da dodici a nove"', '    headline: "x"', "headline", "is an unknown key."),
    ],
)
def test_a_mistake_in_the_news_is_reported_with_file_line_place_and_reason(folder, old, new, place, reason):
    text = (folder / "stein-und-zukunft.yaml").read_text("utf-8")
    start = text.index("\nnews:\n")
    news = text[start:].replace(old, new, 1)
    assert news != text[start:]
    (folder / "stein-und-zukunft.yaml").write_text(text[:start] + news, "utf-8")

    found = [problem for problem in problems(folder) if problem.endswith(f"· {place}: {reason}")]

    assert len(found) == 1
    assert found[0].startswith("stein-und-zukunft.yaml:")
    assert "  news[0] " in found[0]


def test_two_pieces_at_one_address_are_reported(folder):
    line = spoil(
        folder,
        '    title_de: "Vierter Durchgang: Ein Block soll über die Alpen"',
        '    title_de: "Aus zwölf wird neun"',
        "stein-und-zukunft.yaml",
    )

    (found,) = problems(folder)

    assert found == (
        f"stein-und-zukunft.yaml:{line - 1}  news[1] 2026-09-15: "
        "the address “aus-zwolf-wird-neun” is taken by another piece of news."
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("events: [mittagspause-14,", "events: [reise-pavia-2025,", "is not among the public events."),
        ("    country: both\n", "    country: FR\n", "“FR” is unknown; possible are DE, IT, both."),
        ("    fills: contact\n", "    fills: imprint\n", "“imprint” is unknown"),
    ],
)
def test_a_mistake_in_the_public_house_is_reported(folder, old, new, reason):
    spoil(folder, old, new, "programme.yaml")

    assert reason in problems(folder)[0]
