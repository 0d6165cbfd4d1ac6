"""The mails of this room."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import Action, Letter, Quote, Sentence
from accounts.notifications import full, mail
from core.bilingual import current_language
from core.templatetags.bilingual import language_name
from pages.models import Enquiry, Topic


def _some_enquiry():
    made = Enquiry.objects.create(
        name="Eva Muster",
        email="eva@example.org",
        topic=Topic.PARTNERS,
        message="Wir sind eine Tischlerei mit zwölf Leuten und suchen eine Werkstatt in der Toskana.\n\nMuster",
        language="de",
    )
    return {"enquiry": made.pk}


def _language(code: str) -> str:
    """As it stands inside a sentence: Italian writes its languages small."""
    name = language_name(code)
    return name.lower() if current_language() == "it" else name


@mail("enquiry", example=_some_enquiry)
def enquiry(to, *, enquiry):
    """To the service desk, in the language in which it is asked."""
    found = Enquiry.objects.filter(pk=enquiry).first()
    if found is None:
        return None
    values = {
        "topic": found.get_topic_display(),
        "sender": f"{found.name} ({found.email})" if found.name else found.email,
        "language": _language(found.language),
    }
    return Letter(
        Sentence(_("Enquiry: %(topic)s"), values),
        Sentence(_("%(sender)s has written on the contact page and is to be answered in %(language)s:"), values),
        Quote(found.message),
        Sentence(_("Whoever replies to this e-mail writes to the sender.")),
        Action(_("Mark it as answered"), full(reverse("enquiry:edit", args=[found.pk]))),
        why=Sentence(_("You get this e-mail because this is the address of the service desk.")),
        reply_to=found.email,  # the address alone, without a name that somebody typed
    )
