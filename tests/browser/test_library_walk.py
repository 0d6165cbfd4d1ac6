"""From a snapshot to a practice that another network has taken over: two networks, a translation by the partner."""

import pytest

from tests.browser.person import word

pytestmark = pytest.mark.browser

TITLE, TITOLO = "Lernbank im Hof", "Il banco in cortile"
SNAPSHOT = {
    "heading": TITLE,
    "summary": "Wer eine Aufgabe fertig hat, stellt sie auf die Bank im Hof.",
    "starting_point": "Niemand sah, woran die anderen arbeiteten.",
    "approach": "Freitags um zwölf stehen alle vor der Bank und fragen.",
    "results": "Nach einem Jahr fragen auch die Meister.",
}
TRANSLATION = {
    "heading": TITOLO,
    "summary": "Chi finisce un lavoro lo mette sul banco in cortile.",
    "starting_point": "Nessuno vedeva a che cosa lavorassero gli altri.",
    "approach": "Il venerdì a mezzogiorno ci si ritrova davanti al banco e si fanno domande.",
    "results": "Dopo un anno fanno domande anche i maestri.",
}
CHANGED = "Da noi il banco sta in laboratorio, perché piove."


def test_a_snapshot_is_deepened_translated_and_taken_over_by_another_network(person, site):
    author = person(phone=True, javascript=False).sign_in("ada")
    partner = person(language="it").sign_in("moritz")
    coordinator, editor = person(language="it").sign_in("carla"), person().sign_in("edda")
    visitor, adopter = person(language="it"), person(language="it").sign_in("berta")

    status = writes_a_snapshot(author)
    deepens_it(author, status)
    author.open(status).press("Submit")
    admit(coordinator, editor)

    path = finds_it(visitor)
    translates_it(partner, path)
    admit(coordinator, editor)
    reads_the_translation(visitor, path)

    takes_it_over(adopter, path)
    assert "Steinmetz" not in visitor.open(f"/it{path}").page.locator("#adoptions").locator("..").inner_text()
    confirms(author, site)
    sees_the_lineage(visitor, path, adopter)


def writes_a_snapshot(author):
    author.follow("Write a good practice")
    author.choose("source_language", "de").fill(**SNAPSHOT).choose("wished", "public")
    author.press("Save the draft")
    return author.path


def deepens_it(author, status):
    """Section by section; the page where it stands says how much is there."""
    before = float(author.page.locator("main meter, main progress").first.get_attribute("value"))
    section(author, status, "people", target_group="Lehrlinge aller Jahre")
    section(author, status, "lessons", difficulties="Im November wollte niemand hinaus.")
    section(author, status, "transfer", maturity="good")
    author.open(status)
    open_section(author, "blocks")
    block = author.page.locator("main fieldset.part").first
    block.locator("[name$=title]").fill("Die Frage am Freitag")
    block.locator("[name$=text]").fill("Eine Frage je Stück, keine Antwort.")
    author.look("section of building blocks").press("Save the draft")
    author.open(status, kind="status of a deepened practice")
    assert float(author.page.locator("main meter, main progress").first.get_attribute("value")) > before


def open_section(author, key):
    author.page.locator(f"#section-{key} a.btn").first.click()
    author.page.wait_for_load_state()


def section(author, status, key, **fields):
    author.open(status)
    open_section(author, key)
    for name, value in fields.items():
        field = author.page.locator(f"main [name={name}]")
        field.select_option(value) if name == "maturity" else field.fill(value)
    author.press("Save the draft")


def admit(coordinator, editor):
    """First the coordination, then the editors."""
    for who in (coordinator, editor):
        who.open(f"/{who.language}/space/reviews/")
        who.page.get_by_role("link", name=TITLE).or_(who.page.get_by_role("link", name=TITOLO)).first.click()
        who.page.wait_for_load_state()
        who.press("Admit")


def finds_it(visitor):
    """In the library, in Italian, by its facets; returns its path below the language."""
    visitor.open("/it/praxis/?maturity=good&topic=nothing-of-the-kind&country=DE")
    visitor.open("/it/praxis/?maturity=good", kind="library narrowed")
    visitor.page.get_by_role("link", name=TITLE).click()
    visitor.page.wait_for_url("**/network/steine/*/")
    visitor.look("practice in one language")
    assert word("it", "This practice, or part of it, exists in German only so far.") in visitor.text
    return visitor.path.removeprefix("/it")


def translates_it(partner, path):
    """A colleague of the same network; source and target side by side."""
    partner.open(f"/it{path}").follow("Contribute the translation")
    partner.look("translation side by side")
    assert SNAPSHOT["approach"] in partner.text
    for name, value in TRANSLATION.items():
        partner.page.locator(f"main [name={name}]").fill(value)
    for field in partner.page.locator("main form.wide textarea:visible, main form.wide input[type=text]:visible").all():
        if not field.input_value():
            field.fill("Tradotto.")
    partner.press("Save and submit")


def reads_the_translation(visitor, path):
    visitor.open(f"/it{path}", kind="practice translated")
    assert visitor.page.get_by_role("heading", name=TITOLO).count() == 1
    assert TRANSLATION["approach"] in visitor.text
    assert "Moritz" in visitor.text
    assert visitor.page.locator("main [lang=de]", has_text=SNAPSHOT["approach"]).count() == 0


def takes_it_over(adopter, path):
    adopter.open(f"/it{path}").follow("We take this over", kind="declaration of an adoption")
    adopter.fill(changed=CHANGED).press("Declare")
    adopter.look("adoption that waits")


def confirms(author, site):
    author.open("/de/space/adoptions/", kind="ledger with something to confirm")
    author.page.locator("main a[href*='/space/adoptions/']").first.click()
    author.page.wait_for_load_state()
    author.look("adoption to confirm").press("Confirm")


def sees_the_lineage(visitor, path, adopter):
    visitor.open(f"/it{path}", kind="practice taken over")
    assert visitor.page.locator("svg.lineage, figure svg").count() >= 1
    visitor.page.locator("#adoptions").locator("xpath=..").locator("summary").first.click()
    assert CHANGED in visitor.text
    visitor.open("/it/praxis/?adopted=yes")
    assert TITOLO in visitor.text
