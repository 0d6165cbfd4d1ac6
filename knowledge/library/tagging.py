"""Tags: those most used, to be suggested, and merging two that mean the same."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from core.bilingual import read
from core.errors import NotAllowed, NotPossible
from core.models import Page
from core.rules import is_team
from knowledge.models import GoodPractice, Tag

SUGGESTED = 60


def most_used(language: str, user) -> list[str]:
    """The tags most often used in what this person may read, as they are written in a language, each once."""
    readable = Q(tagged_practices__content_object__in=GoodPractice.objects.visible_to(user).values("pk"))
    tags = Tag.objects.annotate(times=Count("tagged_practices", filter=readable))
    tags = tags.filter(times__gt=0).order_by("-times", "name")[:SUGGESTED]
    return list(dict.fromkeys(read(tag, "label", language) or tag.name for tag in tags))


def tag_labels(user, slugs) -> list[tuple[str, str]]:
    """(slug, label) of those of these tags that stand in a page this person may see, by their label."""
    pages = Page.objects.visible_to(user).values("pk")
    tags = Tag.objects.filter(slug__in=list(slugs))
    carried = reduce(or_, (Q(pk__in=each.filter(content_object__in=pages).values("tag")) for each in _carriers()))
    labels = ((tag.slug, read(tag, "label") or tag.name) for tag in tags.filter(carried))
    return sorted(labels, key=lambda pair: pair[1].casefold())


def _carriers():
    return [relation.related_model.objects for relation in links_of(Tag)]


@transaction.atomic
def merge_tags(tag, into, *, by) -> None:
    """Everything that carries `tag` carries `into` from now on, and `tag` is gone; drafts and earlier versions too.

    The tag that stays gets the other's German or Italian form where it had none itself.

    Raises:
        NotAllowed: tags are the team's.
        NotPossible: it is one and the same tag.
    """
    if not is_team(by):
        raise NotAllowed
    if tag.pk == into.pk:
        raise NotPossible(_("A tag cannot be merged with itself."))
    rows = {row.pk: row for row in Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk])}
    tag, into = rows[tag.pk], rows[into.pk]
    for relation in links_of(Tag):
        _move(relation, tag, into)
    for form in ("label_de", "label_it"):
        if not getattr(into, form):
            setattr(into, form, getattr(tag, form))
    into.save()
    log(into, "wagtail.edit", user=by, title=f"{tag.name} → {into.name}")
    tag.delete()


def links_of(model) -> list:
    """The relations by which rows of other models point to this one, whichever room they stand in."""
    return [relation for relation in model._meta.related_objects if isinstance(relation.field, models.ForeignKey)]


def _move(relation, tag, into) -> None:
    """Let rows and revisions point to the tag that stays; what carries both already needs it only once."""
    rows, owner = relation.related_model._base_manager, _owner(relation)
    held = rows.filter(tag=into).values(owner.attname)
    rows.filter(tag=tag, **{f"{owner.attname}__in": held}).delete()
    rows.filter(tag=tag).update(tag=into)
    name = owner.remote_field.get_accessor_name()
    kind = ContentType.objects.get_for_model(owner.related_model)
    written = Revision.objects.filter(content_type=kind).values_list("pk", f"content__{name}")
    for pk in [pk for pk, links in written.iterator() if any(link["tag"] == tag.pk for link in links or [])]:
        revision = Revision.objects.select_for_update().get(pk=pk)
        links = revision.content[name]
        kept = {link["tag"] for link in links} - {tag.pk}
        revision.content[name] = [
            link if link["tag"] != tag.pk else link | {"tag": into.pk}
            for link in links
            if link["tag"] != tag.pk or into.pk not in kept
        ]
        revision.save(update_fields=["content"])


def _owner(relation) -> models.ForeignKey:
    """What the rows that carry a tag belong to: their other foreign key."""
    return next(
        field
        for field in relation.related_model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name != relation.field.name
    )
