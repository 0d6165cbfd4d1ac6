"""The mails about adoptions. Who may no longer see the practice or is no party any more gets none."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import Action, Letter, Name, Quote, Sentence, name_of
from accounts.notifications import full, mail
from core.bilingual import language_of, read
from core.templatetags.look import day
from knowledge.adoptions import rules
from knowledge.models import Adoption, AdoptionStep, GoodPractice
from networks.models import Organisation


def _about(to, adoption, *parties):
    """The adoption and the names its sentences need; None where it is the recipient's no more."""
    found = Adoption.objects.for_lists().filter(pk=adoption).first()
    if found is None or not found.practice.is_visible_to(to.person):
        return None
    if not any(may(to.person, found) for may in parties):
        return None
    return found, {
        "organisation": found.organisation,
        "what": _what(found),
        "source": found.taken_from and found.taken_from.organisation,
        "stage": found.get_stage_display(),
        "declared_by": found.adopter_confirmed_by or found.declared_by,
    }


def _what(adoption) -> Name:
    """The title of what is taken over: of the block, or of the practice."""
    if adoption.whole:
        return name_of(adoption.practice)
    return Name(read(adoption, "block_title"), language_of(adoption, "block_title"))


def _page(adoption, view="adoption"):
    return full(reverse(view, args=[adoption.pk]))


def _as_adopter(names):
    return Sentence(_("You get this e-mail because you act for %(organisation)s."), names)


def _as_source():
    return Sentence(_("You get this e-mail because others take over from you, or because you look after the practice."))


# --- Examples ----------------------------------------------------------------------------------------


def _some_adoption(**state):
    """One that is there, or one made for the moment, as it would be in this state."""
    adoption = Adoption.objects.order_by("-pk").first() or _made_up()
    if adoption is None:
        return None
    Adoption.objects.filter(pk=adoption.pk).update(**state)
    return {"adoption": adoption.pk}


def _made_up():
    practice = GoodPractice.objects.filter(live=True).first()
    adopter = practice and Organisation.objects.exclude(pk=practice.responsible_id).first()
    return adopter and Adoption.objects.create(practice=practice, organisation=adopter)


def _some_step(note):
    ids = _some_adoption()
    step = ids and AdoptionStep.objects.create(adoption_id=ids["adoption"], stage="embedded", note=note)
    return step and ids | {"step": step.pk}


# --- To the side it is taken from --------------------------------------------------------------------


@mail("adoption_declared", example=_some_adoption)
def adoption_declared(to, *, adoption):
    about = _about(to, adoption, rules.may_answer, lambda person, _found: person.is_team)
    if about is None:
        return None
    found, names = about
    declared = _("%(organisation)s says that it takes over “%(what)s”. Stage: %(stage)s.")
    if names["source"]:
        declared = _("%(organisation)s says that it takes over “%(what)s” from %(source)s. Stage: %(stage)s.")
    words = read(found, "changed")
    return Letter(
        Sentence(_("To confirm: %(organisation)s takes over “%(what)s”"), names),
        Sentence(declared, names),
        *([Sentence(_("This is what was changed:")), Quote(words)] if words else []),
        Sentence(_("If it is so, please confirm it: only then can others read it. If not, say what is not right.")),
        Action(_("Read and answer"), _page(found)),
        why=_as_source(),
    )


@mail("adoption_moved", example=lambda: _some_step("Jeden Montag. Ogni lunedì."))
def adoption_moved(to, *, adoption, step):
    about = _about(to, adoption, rules.is_concerned)
    entry = AdoptionStep.objects.filter(pk=step).first()
    if about is None or entry is None:
        return None
    found, names = about
    names["stage"] = entry.get_stage_display()
    return Letter(
        Sentence(_("How it goes with “%(what)s”: %(stage)s"), names),
        Sentence(_("%(organisation)s, who took over “%(what)s”, says where it stands now: %(stage)s."), names),
        *([Quote(entry.note)] if entry.note else []),
        Action(_("See the adoption"), _page(found)),
        why=_as_source(),
    )


# --- To the adopter ----------------------------------------------------------------------------------


@mail("adoption_confirmed", example=_some_adoption)
def adoption_confirmed(to, *, adoption):
    about = _about(to, adoption, rules.is_adopter_side, lambda person, _found: person.is_team)
    if about is None:
        return None
    found, names = about
    return Letter(
        Sentence(_("Confirmed: your adoption of “%(what)s”"), names),
        Sentence(
            _(
                "the other side has confirmed that %(organisation)s takes over “%(what)s”. From now on it stands on "
                "the page of the practice."
            ),
            names,
        ),
        Sentence(_("In half a year we will ask you how it goes. You can say so at any time.")),
        Action(_("See the adoption"), _page(found)),
        why=_as_adopter(names),
    )


@mail("adoption_declined", example=lambda: _some_step("Welcher Betrieb? Quale azienda?"))
def adoption_declined(to, *, adoption, step):
    about = _about(to, adoption, rules.is_adopter_side, lambda person, _found: person.is_team)
    entry = AdoptionStep.objects.select_related("by").filter(pk=step).first()
    if about is None or entry is None:
        return None
    found, names = about
    return Letter(
        Sentence(_("Not confirmed: your adoption of “%(what)s”"), names),
        Sentence(_("the other side has not confirmed that %(organisation)s takes over “%(what)s”. It writes:"), names),
        Quote(entry.note),
        Sentence(_("You can correct your declaration and send it again, or withdraw it.")),
        Action(_("Answer"), _page(found)),
        why=_as_adopter(names),
    )


@mail("adoption_asked", example=_some_adoption)
def adoption_asked(to, *, adoption):
    about = _about(to, adoption, rules.is_adopter_side, lambda person, _found: person.is_team)
    if about is None or about[0].is_given_up:
        return None
    found, names = about
    names["since"] = day(found.since)
    return Letter(
        Sentence(_("How is it going? %(what)s"), names),
        Sentence(_("%(organisation)s has taken over “%(what)s” (since %(since)s, stage: %(stage)s)."), names),
        Sentence(_("How does it stand today? One question, half a minute, on the phone too.")),
        Action(_("Say how it goes"), _page(found, "adoption-progress")),
        why=_as_adopter(names),
    )
