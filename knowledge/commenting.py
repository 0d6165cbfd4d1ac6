"""What reviewers and writers say about a draft, at the place it concerns: a section or one of its texts."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification
from accounts.notifications import notify
from core.bilingual import current_language
from core.errors import NotAllowed, NotPossible
from core.markup import without_controls
from knowledge import rules
from knowledge.actions import deciders
from knowledge.models import DraftComment, GoodPractice
from knowledge.models.record import SECTIONS

LONGEST = 2000
TOGETHER = timedelta(minutes=5)  # what one person says about one practice within it is one mail
SLACK = timedelta(seconds=30)  # for a comment that is being written when they end
SECTION_AT = {section.key: section for section in SECTIONS} | {
    name: section for section in SECTIONS for name in (*section.texts, *section.facts)
}


def place_label(place: str) -> str:
    """A place in words; a section that is no more keeps its name."""
    section = SECTION_AT.get(place)
    if section is None:
        return place
    if place == section.key:
        return str(section.title)
    return capfirst(str(GoodPractice._meta.get_field(place).verbose_name))


def places_in(section) -> list[tuple[str, str]]:
    """The places of a section that can be commented on: itself, then its texts and facts."""
    return [
        (section.key, str(_("the whole section"))),
        *((name, place_label(name)) for name in (*section.texts, *section.facts)),
    ]


def comments_by_section(practice) -> dict[str, list[DraftComment]]:
    """All comments on a practice, by the key of their section, oldest first."""
    found = defaultdict(list)
    for comment in practice.draft_comments.select_related("author", "done_by"):
        comment.place_label = place_label(comment.place)
        found[SECTION_AT[comment.place].key if comment.place in SECTION_AT else SECTIONS[0].key].append(comment)
    return found


def open_comments_at(practice) -> dict[str, list[DraftComment]]:
    """Those not done, by their place: what is shown beside the fields of a form."""
    found = defaultdict(list)
    for comment in practice.draft_comments.filter(done_at=None).select_related("author"):
        found[comment.place].append(comment)
    return found


def open_counts(practices) -> dict[int, int]:
    """How many comments are open on each of these practices, in one query."""
    open_ones = DraftComment.objects.filter(practice__in=practices, done_at=None).order_by()
    return dict(open_ones.values_list("practice").annotate(Count("pk")))


# --- Verbs -------------------------------------------------------------------------------------------


@transaction.atomic
def comment_on(practice, place: str, text: str, *, by) -> DraftComment:
    """Say something about a place of the draft; the other side is told, once for all that is said within minutes.

    Raises:
        NotAllowed: `by` may not follow the practice.
        NotPossible: no text, too long a text, or no such place.
    """
    if not rules.may_follow(by, practice):
        raise NotAllowed
    text = without_controls(text).strip()
    if place not in SECTION_AT or not text or len(text) > LONGEST:
        raise NotPossible(_("Please write a comment of at most %(count)s characters.") % {"count": LONGEST})
    comment = DraftComment.objects.create(
        practice=practice, place=place, text=text, language=current_language(), author=by
    )
    _tell(_other_side(practice, by), comment)
    return comment


def _tell(people, comment) -> None:
    """Those who have a mail on its way, which will bring this comment too, get no other."""
    ids = {"practice": comment.practice_id, "author": comment.author_id}
    sent = Notification.objects.filter(person__in=people, kind="draft_commented")
    sent = sent.filter(ids__practice=ids["practice"], ids__author=ids["author"])
    told = set(sent.filter(created_at__gt=comment.written_at - TOGETHER).values_list("person", flat=True))
    rest = [person for person in people if person.pk not in told]
    notify(rest, "draft_commented", after=TOGETHER + SLACK, **ids, first=comment.pk)


def said_together(practice: int, author: int, first: int, since) -> list[DraftComment]:
    """The comments of one mail that are still open, oldest first; their author may have left in the meantime.

    Args:
        practice, author, first: keys; `first` is the comment that began it.
        since: when it began.
    """
    found = DraftComment.objects.filter(practice=practice, pk__gte=first, written_at__lt=since + TOGETHER, done_at=None)
    return list(found.filter(Q(author=author) | Q(author=None)).select_related("author"))


def _other_side(practice, by) -> list:
    """Its author and who has spoken before; and, from its author under review, those who decide."""
    spoken = [each.author for each in practice.draft_comments.select_related("author")]
    asked = deciders(practice) if practice.workflow_in_progress else []
    people = [practice.owner, *spoken, *(asked if by.pk == practice.owner_id else [])]
    return [person for person in people if person and person.pk != by.pk]


@transaction.atomic
def mark(comment, *, done: bool, by) -> None:
    """Mark a comment as done, or open it again.

    Raises:
        NotAllowed: `by` may not follow the practice.
    """
    if not rules.may_follow(by, comment.practice):
        raise NotAllowed
    comment.done_at, comment.done_by = (timezone.now(), by) if done else (None, None)
    comment.save(update_fields=["done_at", "done_by"])


@transaction.atomic
def remove(comment, *, by) -> None:
    """Take one's own comment back.

    Raises:
        NotAllowed: somebody else has written it, or `by` may not follow the practice any more.
    """
    if comment.author_id != by.pk or not rules.may_follow(by, comment.practice):
        raise NotAllowed
    comment.delete()
