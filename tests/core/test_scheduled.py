"""Pages go live and expire at their time, each by itself."""

import logging
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Revision

from core import audience, scheduled
from core.models import Page, SiteDocument
from core.scheduled import publish_due
from pages.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def add_page():
    """`add_page("name", live=False, …)`: a public page below the root."""

    def add(name, **fields):
        page = StandardPage(heading_de=name, slug=name, source_language="de", token=audience.PUBLIC, **fields)
        Page.objects.get(depth=1).add_child(instance=page)
        return page

    return add


@pytest.fixture
def schedule(add_page):
    """`schedule("name")`: a page that is not live, with a revision that goes live in an hour."""

    def schedule(name):
        page = add_page(name, live=False)
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
        return page

    return schedule


def an_hour_passes():
    """The clock stands still in tests; what was to come in an hour was to come a moment ago."""
    past = timezone.now() - timedelta(seconds=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = past
        revision.content |= {"go_live_at": past.isoformat()}
        revision.save()


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_a_page_goes_live_at_its_time_and_not_before(schedule):
    page = schedule("soon")
    assert publish_due().published == []
    assert not is_live(page)
    an_hour_passes()
    assert len(publish_due().published) == 1
    assert is_live(page)
    assert publish_due().published == []


def test_a_page_expires_at_its_time_and_not_before(add_page):
    stays = add_page("stays", live=True, expire_at=timezone.now() + timedelta(hours=1))
    ends = add_page("ends", live=True, expire_at=timezone.now() - timedelta(seconds=1))
    assert [page.pk for page in publish_due().expired] == [ends.pk]
    assert is_live(stays)
    assert not is_live(ends)
    assert Page.objects.get(pk=ends.pk).expired
    assert publish_due().expired == []


@pytest.fixture
def narrow_document(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return SiteDocument.objects.create(
        title="minutes", file=ContentFile(b"for the committee", "minutes.txt"), token=audience.COMMITTEE
    )


def test_a_page_that_refuses_stops_no_other_and_stays_scheduled(schedule, narrow_document, caplog):
    link = f'<p><a linktype="document" id="{narrow_document.pk}">minutes</a></p>'
    too_wide = schedule("too-wide")
    revision = too_wide.get_latest_revision()
    revision.content |= {"body_de": link}
    revision.save()
    fine = schedule("fine")
    an_hour_passes()
    for _minute in range(2):
        caplog.clear()
        with caplog.at_level(logging.ERROR, "connactions.scheduled"):
            outcome = publish_due()
        assert [refused.pk for refused in outcome.refused] == [revision.pk]
        assert len(caplog.records) == 1
    assert is_live(fine)
    assert not is_live(too_wide)
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is not None


def test_what_another_process_has_just_published_is_left_alone(schedule):
    schedule("soon")
    an_hour_passes()
    rows, outcome = scheduled._due_revisions(), scheduled.Outcome()
    for _process in range(2):
        scheduled._attempt(scheduled._publish, rows, outcome.published, outcome)
    assert (len(outcome.published), outcome.refused) == (1, [])
