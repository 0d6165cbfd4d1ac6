"""New practices live at once, and Wagtail's indexes once for many pages: what lets an import take thousands.

Wagtail publishes by building the page anew from its revision and saving it whole, and writes both indexes with every
save. A page that has just been written is what its revision says, so that here its row only has to name it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from core.embedded import narrower_files
from core.errors import FilesTooNarrow
from core.models import Page


def publish_new(page, *, by, **columns) -> Revision:
    """Publish a page that has just been added and has no revision yet: its first one, live, logged and told.

    Args:
        page: the specific page as it was added, not live.
        by: who publishes it.
        columns: what its row gets besides, such as the dates of its publication.

    Raises:
        ValidationError: it is not fit to be published.
        FilesTooNarrow: it embeds a file that fewer people may open.
    """
    _read_parts(page)
    if files := narrower_files(page, page.token):
        raise FilesTooNarrow(files)
    revision = page.save_revision(user=by)
    said = {"live": True, "has_unpublished_changes": False, "live_revision": revision}
    said |= {"first_published_at": revision.created_at, "last_published_at": revision.created_at} | columns
    for name, value in said.items():
        setattr(page, name, value)
    Page.objects.filter(pk=page.pk).update(**said)
    page_published.send(sender=type(page), instance=page, revision=revision)
    published.send(sender=type(page), instance=page, revision=revision)
    log(instance=page, action="wagtail.publish", user=by, revision=revision, content_changed=True)
    return revision


def _read_parts(page) -> None:
    """Keep with the page what hangs on it: after a save each look at its parts would ask the database again."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(page))]
    for name in (*names, *(field.name for field in get_all_child_m2m_relations(type(page)))):
        getattr(page, name).get_object_list()


@contextmanager
def not_indexed(model) -> Iterator[None]:
    """Within it, what is saved of this model leaves both of Wagtail's indexes alone; `index` has to follow.

    For commands only: the search hears of no page of this model in the whole process.
    """
    post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        post_save.connect(post_save_signal_handler, sender=model)


def index(model, pages: list) -> None:
    """Write what these pages of one model refer to, and what the admin finds them by. In a transaction."""
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    if pages:
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, pages)
