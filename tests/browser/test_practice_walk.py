"""A good practice from the invitation of its author to the library and its revision, by four people and a visitor."""

import re

import pytest

from tests.browser.matter import PRACTICE, REASON, SHEET, TITLE, VIEW
from tests.browser.person import word
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

NEWCOMER = "jonna@example.org"
CARLA, EDDA = "carla@example.org", "edda@example.org"


def about(language, subject):
    """The subject of a mail about the practice."""
    return word(language, subject, practice_title=TITLE)


def test_a_good_practice_goes_from_a_phone_to_the_library(person, site):
    coordinator = person(language="it").sign_in("carla")
    editor = person().sign_in("edda")
    visitor = person()
    member = joins(person, site, coordinator)

    status = writes_and_submits(member)
    sends_it_back(coordinator, site)
    fills_in_what_the_library_asks_for(member, status)
    looks_back_and_across(member, status)
    answers(member, site)
    admits_to_the_network(coordinator, site)
    address = only_the_network_reads_it(person, visitor)
    admits_to_the_library(editor, site)
    reads_it_in_both_languages(visitor, address)
    revision_waits_for_both(member, coordinator, editor, visitor, site, address)
    edits_it_in_the_large_editor(person, visitor, address)


def joins(person, site, coordinator):
    """The coordinator invites; the mail's link, a password, and the newcomer is a member."""
    coordinator.look("space of a coordinator")
    coordinator.page.locator("main a[href*='/people/']").first.click()
    coordinator.look("people").follow("Invite somebody", kind="invitation form")
    coordinator.fill(first_name="Jonna", last_name="Beispiel", email=NEWCOMER)
    coordinator.page.locator("main [name=organisation]").select_option(label="Steinmetz Probe")
    coordinator.choose("role", "member").choose("language", "de").press("Send the invitation")

    member = person(phone=True, javascript=False)
    mail = site.mail_to(NEWCOMER, "Steine")
    assert "Carla Beispiel" in mail.text
    member.open(mail.link, kind="invitation")
    member.fill(password=PASSWORD, again="etwas anderes").press("Join the network")
    assert member.word("The two passwords are not the same.") in member.text
    member.fill(password=PASSWORD, again=PASSWORD).press("Join the network")
    member.open("/de/space/", kind="space of a member")
    assert "Steine" in member.text
    assert "Carla Beispiel" in site.mail_to(CARLA, "Jonna Beispiel").text
    return member


def writes_and_submits(member):
    """Returns the path of the page that shows where it stands."""
    member.follow("Write a good practice", kind="form")
    member.choose("source_language", "de").fill(**PRACTICE, tags="Lehrlinge, Austausch", picture_text="Eine Werkbank")
    member.page.locator("main [name=picture]").set_input_files(VIEW)
    member.page.locator("main [name=files]").set_input_files(SHEET)
    member.page.locator("main [name=occupational_fields]").first.check()
    member.choose("wished", "public").press("Save and submit")
    assert member.word("Submitted. You will get a mail as soon as it has been decided.") in member.text
    member.look("where it stands")
    return member.path


def sends_it_back(coordinator, site):
    mail = site.mail_to(CARLA, about("it", "To decide: %(practice_title)s"))
    assert "Pietre" in mail.text
    assert "/it/" in mail.link
    coordinator.open(mail.link, kind="review of the coordination")
    assert PRACTICE["approach"] in coordinator.text
    coordinator.press("Send back with this question")
    assert coordinator.page.locator("[name=reason]").get_attribute("aria-invalid") == "true"
    coordinator.fill(reason=REASON).press("Send back with this question")


def fills_in_what_the_library_asks_for(member, status):
    """Section by section, on a phone and without JavaScript; the page where it stands leads there."""
    for label, fields in (
        ("target group", {"target_group": "Lehrlinge im zweiten Jahr"}),
        ("maturity", {"transferability": "Jedes Gewerk mit einer Werkbank."}),
        ("what was difficult or what helped", {"success_factors": "Der Meister kommt mit."}),
    ):
        member.open(status)
        member.page.locator(".notice").get_by_role("link", name=member.word(label)).click()
        member.look(f"section with {label}").fill(**fields)
        if label == "maturity":
            member.page.locator("main [name=maturity]").select_option("good")
        member.press("Save the draft")


def looks_back_and_across(member, status):
    """Versions in words, two of them compared, and the desk for translations."""
    member.open(status).follow("Versions", kind="versions").press("Compare", kind="two versions")
    assert member.page.locator("main ins").count() > 0
    member.open(status).follow("Translate", kind="translation")
    assert PRACTICE["approach"] in member.text


def answers(member, site):
    mail = site.mail_to(NEWCOMER, about("de", "A question about: %(practice_title)s"))
    assert REASON in mail.text
    member.open(mail.link)
    assert REASON in member.text
    member.follow("Answer and revise", kind="form of a practice sent back")
    assert member.page.locator("[name=summary]").input_value() == PRACTICE["summary"]
    member.fill(results="Zwölf Lehrlinge haben es gezählt.").press("Save and submit")


def admits_to_the_network(coordinator, site):
    coordinator.open(site.mail_to(CARLA, about("it", "To decide: %(practice_title)s")).link)
    assert "Zwölf Lehrlinge" in coordinator.text
    coordinator.press("Admit")
    assert coordinator.path == "/it/space/reviews/"
    coordinator.look("reviews")


def only_the_network_reads_it(person, visitor):
    """Returns its path below the language."""
    colleague = person().sign_in("moritz")
    colleague.search(TITLE, finds=TITLE).page.get_by_role("link", name=TITLE).click()
    colleague.page.wait_for_url("**/network/steine/*/")
    assert PRACTICE["approach"] in colleague.text
    path = colleague.path.removeprefix("/de")
    stranger = person().sign_in("stella")
    for outsider in (stranger, visitor):
        outsider.open(f"/de{path}", status=404, kind="404")
        assert TITLE not in outsider.open("/de/praxis/").text
        assert TITLE not in outsider.open("/de/network/steine/").text
        assert outsider.search(TITLE, kind="search without hits").page.get_by_role("link", name=TITLE).count() == 0
    return path


def admits_to_the_library(editor, site):
    mail = site.mail_to(EDDA, about("de", "For the library: %(practice_title)s"))
    editor.open(mail.link, kind="review of the editors")
    editor.page.locator("[name=open_files]").uncheck()
    editor.press("Admit", refused=True, kind="review with narrow files")
    assert "Blatt zum Nachmachen" in editor.page.get_by_role("alert").inner_text()
    editor.press("Open these files too and admit")
    assert editor.path == "/de/space/reviews/"
    site.mail_to(NEWCOMER, about("de", "Admitted to your network: %(practice_title)s"))
    site.mail_to(NEWCOMER, about("de", "In the library: %(practice_title)s"))
    site.mail_to(CARLA, about("it", "In the library: %(practice_title)s"))


def reads_it_in_both_languages(visitor, path):
    visitor.open(f"/it{path}", kind="practice in the other language")
    assert visitor.page.locator("main [lang=de]", has_text=PRACTICE["approach"]).count() == 1
    notice = visitor.page.get_by_role("note").inner_text()
    assert word("it", "This practice, or part of it, exists in German only so far.") in notice

    visitor.open("/de/praxis/", kind="library")
    assert TITLE in visitor.text
    visitor.search("Lehrlinge", finds=TITLE, kind="search with hits").page.get_by_role("link", name=TITLE).click()
    visitor.page.wait_for_url(f"**/de{path}")
    visitor.look("practice")
    assert PRACTICE["approach"] in visitor.text
    assert visitor.page.get_by_role("note").count() == 0
    sees_the_picture_and_gets_the_file(visitor)


def sees_the_picture_and_gets_the_file(visitor):
    picture = visitor.page.get_by_role("img", name="Eine Werkbank")
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 0
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=re.compile("Blatt zum Nachmachen")).click()
    assert download.value.path().read_bytes() == SHEET["buffer"]


def revision_waits_for_both(member, coordinator, editor, visitor, site, path):
    """The old text stays until coordination and editors have admitted the new one."""
    old, new = PRACTICE["approach"], "Neu ist der Tausch der Werkbänke."
    member.open(f"/de{path}").follow("Revise").fill(approach=new).press("Save and submit")

    def everybody_reads(text):
        return text in visitor.open(f"/de{path}").text

    assert everybody_reads(old)
    assert not everybody_reads(new)
    coordinator.open(
        site.mail_to(CARLA, about("it", "To decide: %(practice_title)s")).link, kind="review of a revision"
    )
    coordinator.press("Admit")
    assert everybody_reads(old)
    assert not everybody_reads(new)
    editor.open(site.mail_to(EDDA, about("de", "For the library: %(practice_title)s")).link).press("Admit")
    assert everybody_reads(new)
    assert not everybody_reads(old)


def edits_it_in_the_large_editor(person, visitor, path):
    author = person().sign_in(NEWCOMER)
    page = author.open(f"/de{path}").follow("Revise").page
    status = author.path.removesuffix("edit/")
    author.follow("Open in the large editor")
    page.locator("[name=summary_de]").fill("Im großen Editor gekürzt.")
    page.locator("button.action-save").click()
    page.wait_for_load_state()
    author.open(status).follow("See as readers will", kind="preview")
    assert "Im großen Editor gekürzt." in author.text
    assert "Im großen Editor gekürzt." not in visitor.open(f"/de{path}").text
