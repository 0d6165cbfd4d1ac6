"""Every kind of page that the walk does not show, by axe, in both widths and both lights."""

import pytest

from tests.cast import PASSWORD, canary

pytestmark = pytest.mark.browser


def test_what_everybody_sees(person):
    visitor = person()
    visitor.open("/de/", kind="home")
    visitor.open("/it/", kind="home in Italian")
    visitor.open("/de/network/", kind="network index")
    visitor.open("/de/network/steine/", kind="network")
    visitor.open("/it/network/reben/", kind="network without practices")
    visitor.open("/de/praxis/", kind="library")
    visitor.open("/de/praxis/?q=nirgends", kind="library without hits")
    visitor.open("/de/glossar/", kind="glossary")
    visitor.open("/it/glossar/?q=nulla", kind="glossary without terms")
    visitor.open("/it/glossar/innung/", kind="term")
    visitor.open("/de/news/", kind="news")
    visitor.open("/it/news/", kind="news in Italian")
    visitor.follow(canary("news_public"), kind="piece of news")
    visitor.open("/de/search/", kind="search")
    visitor.open("/it/search/?q=Kanarienvogel", kind="search with hits in Italian")
    visitor.search(canary("practice_public"), finds=canary("practice_public"), kind="search with hits")
    visitor.follow(canary("practice_public"), kind="practice")
    visitor.search("nirgends", kind="search without hits")
    visitor.open(f"/de/seite-{canary('public').lower()}/", kind="standard page")
    visitor.open("/de/contact/", kind="contact")
    visitor.open("/it/contact/", kind="contact in Italian")
    visitor.open("/de/partner/", kind="bodies and partners")
    visitor.open("/it/partner/", kind="bodies and partners in Italian")
    visitor.open("/de/gibt-es-nicht/", status=404, kind="404")
    visitor.open("/de/invitation/kein-geheimnis/", status=404, kind="invitation that is gone")


def test_every_part_of_the_look(person):
    visitor = person()
    visitor.open("/de/style/", kind="style page")
    visitor.open("/it/style/", kind="style page in Italian")


def test_what_answers_a_form_without_scripts(person):
    visitor = person(language="it", javascript=False).open("/it/account/login/")
    visitor.fill(login="nessuno@example.org", password="sbagliata").press(
        "Sign in", within="main form", kind="login refused without scripts"
    )
    assert visitor.page.locator("main [role=alert]").count() == 1
    member = person(javascript=False).sign_in("ada")
    member.follow("Write a good practice").fill(approach="Was wir tun")
    member.press("Save and submit", kind="form with errors without scripts")
    assert member.page.locator("[name=heading][aria-invalid=true]").count() == 1
    coordinator = person(language="it", javascript=False).sign_in("carla")
    coordinator.open("/it/space/reviews/").page.locator("main a[href*='/space/reviews/']").first.click()
    coordinator.press("Send back with this question", kind="review without a question, without scripts")
    assert coordinator.page.locator("[name=reason]").get_attribute("aria-invalid") == "true"


def test_the_doors(person):
    visitor = person()
    visitor.open("/de/account/login/", kind="login")
    visitor.fill(login="niemand@example.org", password="falsch").press(
        "Sign in", within="main form", kind="login refused"
    )
    assert visitor.page.locator("main [role=alert]").count() == 1
    visitor.open("/de/account/password/reset/", kind="password reset")
    visitor.open("/de/account/signup/", kind="signup closed")


def test_what_a_member_sees(person):
    member = person().sign_in("ada").look("space with drafts")
    member.follow("Write a good practice", kind="form")
    member.fill(approach="Was wir tun").press("Save and submit", kind="form with errors")
    assert member.page.locator("[name=heading][aria-invalid=true]").count() == 1
    assert member.page.locator("[name=approach]").input_value() == "Was wir tun"
    member.open("/de/space/")
    member.page.get_by_role("link", name=canary("practice_draft")).first.click()
    member.look("where a draft stands")
    member.open("/de/space/")
    member.page.get_by_role("link", name=canary("practice_submitted")).first.click()
    member.look("where a submitted one stands").follow("Take back", kind="take back")
    member.search(canary("practice_public"), finds=canary("practice_public"))
    member.press("Save this search").open("/de/space/searches/", kind="saved searches")
    member.follow("Delete", kind="delete a saved search")
    member.open("/de/space/profile/", kind="profile")
    member.open("/de/account/email/", kind="e-mail address")
    member.open("/de/account/password/change/", kind="password change")
    member.open("/de/account/2fa/", kind="second factor")
    member.page.locator("main a[href*='totp']").first.click()
    member.page.wait_for_load_state()
    if member.page.locator("main [name=password]").count():
        member.look("password once more").fill(password=PASSWORD)
        member.page.locator("main form .btn").first.click()
        member.page.wait_for_url("**/totp/activate/")
    member.look("second factor to switch on")
    member.open("/de/account/logout/", kind="sign out")


def test_what_the_other_roles_see(person):
    person(language="it").sign_in("kim").look("space of the committee")
    person().sign_in("stella").look("space of a stranger")
    coordinator = person(language="it").sign_in("carla").look("space of a coordinator")
    coordinator.open("/it/space/reviews/", kind="reviews that wait")
    coordinator.page.locator("main a[href*='/space/reviews/']").first.click()
    coordinator.look("review of the coordination").open("/it/space/")
    coordinator.page.locator("main a[href*='/people/']").first.click()
    coordinator.look("people").follow("Invite somebody")
    coordinator.press("Send the invitation", kind="invitation form with errors")
    coordinator.page.go_back()
    coordinator.page.go_back()
    coordinator.page.locator("main a[href*='/end/']").first.click()
    coordinator.look("end of a membership")
    editor = person().sign_in("edda").look("space of an editor")
    editor.follow("Translations to do", kind="translations")
    editor.open("/de/space/reviews/", kind="reviews, none")
