"""Every mail is HTML and text, says the same in both, in the recipient's language, and loads nothing."""

import ast
import html
import re
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.core import mail
from django.utils import translation

from accounts.letters import Action, Letter, Name, Quote, Sentence, name_of
from accounts.mail_samples import samples
from accounts.mails import letters
from accounts.models import Notification
from accounts.notifications import examples
from core.tasks import run_ready
from knowledge import actions
from networks.actions import invite
from networks.models import Invitation
from tests.cast import PASSWORD, canary, fresh, write_practice

HOSTILE = 'Ada "><b onload="x">&amp; %(x)s {{ y }} class="brand"'
KINDS = sorted({*examples, *letters})
# allauth's mails that our settings never let it send: nobody signs up, and nothing works by code, key or other sites.
NEVER_SENT = {
    "account/email/account_already_exists",
    "account/email/email_confirmation_signup",
    "account/email/login_code",
    "account/email/password_reset_code",
    "account/email/unknown_account",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
}


class Reader(HTMLParser):
    """What a reader gets of a mail: its words by element, its addresses, its languages; what is hidden left out."""

    def __init__(self, source):
        super().__init__()
        self.open, self.said, self.title, self.links, self.languages, self.loaded = [], "", "", [], {}, []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        hidden = "display: none" in (attributes.get("style") or "") or tag in {"head", "style"}
        if tag not in {"meta", "br"}:
            self.open.append((tag, attributes.get("lang"), hidden))
        elif tag == "br":
            self.said += " "
        if tag == "a":
            self.links.append(attributes["href"])
        self.loaded += [value for name, value in attributes.items() if name in {"src", "srcset", "background", "data"}]
        if tag == "link":
            self.loaded.append(attributes.get("href"))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag
        if tag != "span":
            self.said += " "

    def handle_data(self, data):
        if not self.open or any(hidden for _tag, _lang, hidden in self.open):
            return
        if any(tag == "h1" for tag, _lang, _hidden in self.open):
            self.title += data
        else:
            self.said += data
        self.languages[squeezed(data)] = [lang for _tag, lang, _hidden in self.open if lang][-1]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def words_of(text: str) -> list[str]:
    """All words in order, without the marks that only one of the two forms needs."""
    return re.findall(r"[^\s>·]+", text)


def in_text_only(text: str) -> str:
    """The text in the order and with the words of the HTML: no colon before an address, the end as there."""
    body, end = text.split("\n-- \n")
    brand, address, _empty, why, *off = end.rstrip("\n").split("\n")
    label = off[1].removesuffix(":") if off else ""  # its address stands behind the words
    return " ".join([brand, re.sub(r":(?=\n\S+://)", "", body), why, label, brand, address])


@pytest.fixture
def occasions(house):
    """Something in the database for each kind of mail."""
    practice = write_practice(house, canary("mail"), upto="submitted")
    actions.send_back(practice, by=house.carla, reason="Wie viele?\n\nUnd <wo>?")
    return house


@pytest.fixture(params=["de", "it"])
def shown(request, occasions):
    return request.param, samples(request.param)


# --- Every kind, in both languages -------------------------------------------------------------------


def test_every_kind_has_its_sample_and_what_it_needs_is_taken_back(shown):
    _language, found = shown
    assert sorted(sample.kind for sample in found) == KINDS
    assert not Invitation.objects.exists()
    assert not Notification.objects.filter(kind="invitation").exists()


def test_both_forms_say_the_same(shown):
    for sample in shown[1]:
        reader = Reader(sample.html)
        assert words_of(reader.said) == words_of(in_text_only(sample.text)), sample.kind
        assert squeezed(reader.title) == sample.subject


def test_both_forms_lead_to_the_same_addresses(shown):
    for sample in shown[1]:
        links = Reader(sample.html).links
        assert set(links) == set(re.findall(r"https?://\S+", sample.text)), sample.kind
        own = re.compile(rf"{settings.SITE_URL}(/({shown[0]}|admin)/\S+)?")  # the editor's addresses name no language
        assert [link for link in links if not own.fullmatch(link)] == []


def test_a_mail_loads_nothing_and_knows_nothing_of_its_reader(shown):
    for sample in shown[1]:
        assert Reader(sample.html).loaded == []
        assert re.findall(r"url\(|@import|@font-face|<script|<img|<link|<object|<iframe", sample.html) == []


def test_a_mail_says_in_which_language_it_is(shown):
    language, found = shown
    for sample in found:
        assert sample.html.lstrip().startswith(f'<!doctype html>\n<html lang="{language}">')
        assert Reader(sample.html).languages["ConnActions"] == language


def test_a_subject_is_one_line_and_nothing_in_a_mail_is_left_open(shown):
    for sample in shown[1]:
        assert sample.subject == squeezed(sample.subject)
        for part in (sample.subject, sample.html, sample.text):
            assert re.findall(r"%\(|\{\{|\bNone\b", part) == []


def test_a_preview_repeats_the_first_sentence(shown):
    for sample in shown[1]:
        (preview,) = re.findall(r'<div class="preview"[^>]*>(.*)</div>', sample.html)
        assert squeezed(html.unescape(re.sub(r"<[^>]+>", "", preview))) == squeezed(sample.text.split("\n\n")[1])


def test_there_are_samples_only_of_what_the_database_has(house):
    assert set(KINDS) - {sample.kind for sample in samples("de")} == {"practice_sent_back"}


# --- What people write -------------------------------------------------------------------------------


def letter(**names) -> Letter:
    names = {"title": Name(HOSTILE, "it"), "person": HOSTILE} | names
    return Letter(
        Sentence("Zu lesen: %(title)s", names),
        Sentence("%(person)s schreibt über %(title)s.", names),
        Quote(f"{HOSTILE}\nzweite Zeile"),
        Action("Lesen", "https://example.org/?a=1&b=2"),
        why=Sentence("Weil %(person)s.", names),
        name=HOSTILE,
    )


def test_hostile_names_are_escaped_in_html_and_whole_in_the_text():
    with translation.override("de"):
        text, page = letter().text(), letter().html()
    assert text.count(HOSTILE) == 5
    assert "<b " not in page
    reader = Reader(page)
    assert reader.said.count(HOSTILE) == 5
    assert squeezed(reader.title) == f"Zu lesen: {HOSTILE}"
    assert reader.links == ["https://example.org/?a=1&b=2"] * 2 + [settings.SITE_URL]


def test_nobody_writes_a_line_of_their_own_into_a_subject_or_a_sentence():
    message = letter(title=Name("A\r\nBcc: x@example.org"), person="A\n\nB").message("to@example.org")
    assert message.subject == "Zu lesen: A Bcc: x@example.org"
    assert "A B schreibt über A Bcc: x@example.org." in message.body
    assert "Bcc" not in message_from_bytes(message.message().as_bytes())


def test_a_title_in_the_other_language_carries_its_own(occasions):
    network, practice = name_of(occasions.network_a), name_of(occasions.practices["draft"])
    assert (network.language, practice.language) == ("de", "de")
    with translation.override("it"):
        assert name_of(occasions.network_a).language == "it"
        (sent_back,) = [sample for sample in samples("it") if sample.kind == "practice_sent_back"]
    languages = Reader(sent_back.html).languages
    assert languages[f"Praxis {canary('mail')}"] == "de"
    assert languages["Una domanda su:"] == "it"


# --- As it is sent -----------------------------------------------------------------------------------


def test_a_mail_is_sent_in_both_forms_in_the_recipients_language(house):
    network, vineyard = house.network_a, house.organisations["vineyard"]
    names = {"first_name": "Nuova", "last_name": "Persona", "language": "it"}
    with translation.override("de"):
        invite(network, by=house.carla, email="nuova@example.org", organisation=vineyard, **names)
    run_ready()
    (message,) = mail.outbox
    parsed = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert parsed.get_body(("html",)).get_content().count('lang="it"') == 2
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["Reply-To"] == settings.SERVICE_DESK_EMAIL
    assert parsed["Message-ID"] == f"<notification-{Notification.objects.get().pk}@{settings.ALLOWED_HOSTS[0]}>"
    assert message.body.startswith("Buongiorno Nuova Persona,\n\n")


def test_a_practice_of_somebody_else_is_not_called_yours(house):
    practice = write_practice(house, canary("shared"), wished="public", upto="network")
    actions.admit(fresh(practice), by=house.edda)
    run_ready()
    bodies = {message.to[0]: message.body for message in mail.outbox if canary("shared") in message.subject}
    assert "Ihre gute Praxis" in bodies["ada@example.org"]
    assert f"la buona pratica «Praxis {canary('shared')}» di Ada Beispiel" in bodies["carla@example.org"]


# --- allauth's ---------------------------------------------------------------------------------------


def test_every_mail_allauth_can_send_is_ours():
    named = set()
    for app in ("account", "mfa"):
        for path in (Path(allauth.__file__).parent / app).rglob("*.py"):
            if "tests" not in path.parts:
                named |= {
                    node.value
                    for node in ast.walk(ast.parse(path.read_text()))
                    if isinstance(node, ast.Constant) and re.fullmatch(r"(account|mfa)/email/\w+", str(node.value))
                }
    assert named - NEVER_SENT == set(letters)


def test_who_asks_for_a_new_password_reads_italian_where_that_is_theirs(house, client):
    client.post("/de/account/password/reset/", {"email": "carla@example.org"})
    (message,) = mail.outbox
    assert message.subject == "Una nuova password per ConnActions"
    assert message.alternatives[0].mimetype == "text/html"
    assert '<html lang="it">' in message.alternatives[0].content
    assert "/it/account/password/reset/key/" in message.body


def test_who_changes_the_password_is_told(house):
    client = house.client("carla")
    client.post("/de/account/reauthenticate/", {"password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "fare-scuola-2027", "password2": "fare-scuola-2027"}
    client.post("/de/account/password/change/", new)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["carla@example.org"], "La password è stata cambiata")
    assert message.body.startswith("Buongiorno Carla Beispiel,")
