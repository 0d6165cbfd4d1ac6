"""The mail about saved searches. Whatever the person may not see when it is sent is not in it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.letters import Action, Letter, Name, Sentence
from accounts.models import User
from accounts.notifications import full, mail
from search import finding, saving
from search.models import SavedSearch
from search.question import Question
from search.records import sources

NAMED = 5  # hits of each search that are named


def _some_search():
    """A search of the person that samples are written to, with what there is of practices or anything else."""
    person = User.objects.filter(is_active=True).order_by("-is_team", "-is_superuser", "pk").first()
    for kind in ("practice", *sources):
        keys = [sources[kind].key(pk) for pk in list(sources[kind].pks())[:3]]
        if keys:
            break
    else:
        return None
    values = {"name": "Nachwuchs", "query": "q=Nachwuchs", "language": "de"}
    made = SavedSearch.objects.get_or_create(user=person, **values)[0]
    return {"searches": {str(made.pk): keys}}


@mail("saved_searches", example=_some_search)
def saved_searches(to, *, searches):
    """`searches`: id of a saved search → keys of its new hits."""
    ours = SavedSearch.objects.filter(user=to.person, pk__in=searches).exclude(notify=SavedSearch.Notify.NEVER)
    found = []
    for search in ours.order_by("pk"):
        keys = searches[str(search.pk)]
        there = finding.cards_of(keys, to.person)
        if cards := [there[key] for key in keys if key in there]:
            found.append((search, cards))
    if not found:
        return None
    total = sum(len(cards) for _search, cards in found)
    names = {"search_name": found[0][0].name, "count": total}
    subject = ngettext("%(count)s new hit: %(search_name)s", "%(count)s new hits: %(search_name)s", total)
    if len(found) > 1:
        subject = ngettext("%(count)s new hit for your searches", "%(count)s new hits for your searches", total)
    return Letter(
        Sentence(subject, names),
        *(part for search, cards in found for part in _told(search, cards)),
        why=Sentence(_("You get this e-mail because you have saved searches and wish to hear of new hits.")),
        off=Action(
            _("No more e-mail about saved searches"), full(reverse("searches-off", args=[saving.secret_of(to.person)]))
        ),
    )


def _told(search, cards):
    names = {"search_name": search.name, "count": len(cards)}
    start = ngettext(
        "your saved search “%(search_name)s” finds something new:",
        "your saved search “%(search_name)s” finds %(count)s new hits:",
        len(cards),
    )
    yield Sentence(start, names)
    for card in cards[:NAMED]:
        yield Sentence("– %(title)s (%(kind)s)", {"title": Name(*card.title()), "kind": card.kind_label})
    if (more := len(cards) - NAMED) > 0:
        yield Sentence(ngettext("and %(count)s more", "and %(count)s more", more), {"count": more})
    yield Action(_("Show the hits"), full(_address(search)))


def _address(search) -> str:
    """In the recipient's language: both are searched, whichever the page is in."""
    question = Question.saved(search.query)
    return f"{reverse('search')}?{Question(question.query, question.filters, by_date=True).address}"
