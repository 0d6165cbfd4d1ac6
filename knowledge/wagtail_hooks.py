"""How the team keeps the vocabulary, and what the editor says about practices."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import HeaderButton

from knowledge import rules
from knowledge.models import GoodPractice, OccupationalField, Tag


class OccupationalFieldViewSet(ModelViewSet):
    model = OccupationalField
    icon = "list-ul"
    list_display = ["label_de", "label_it", "code", "position"]


class TagViewSet(ModelViewSet):
    model = Tag
    icon = "tag"
    list_display = ["name", "label_de", "label_it"]
    search_fields = ["name", "label_de", "label_it"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("label_de"), FieldPanel("label_it")]


class KnowledgeGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Knowledge")
    menu_icon = "list-ul"
    items = [OccupationalFieldViewSet, TagViewSet]


@hooks.register("register_admin_viewset")
def knowledge_group():
    return KnowledgeGroup()


@hooks.register("before_publish_page")
def practices_are_admitted(request, page):
    """A practice goes live by admission only; whoever presses Publish is led to where that happens."""
    if isinstance(page, GoodPractice):
        messages.warning(
            request, _("A good practice is not published but admitted. Submit it, then decide on it here.")
        )
        return redirect("practice-status", page.pk)
    return None


@hooks.register("register_page_header_buttons")
def way_button(page, user, view_name, next_url=None):
    """From the editor to the page that shows where the practice stands and takes the decisions."""
    if page.specific_class is GoodPractice:
        deciding = rules.may_decide(user, page.specific)
        yield HeaderButton(
            label=_("Decide on it") if deciding else _("Where it stands"),
            url=reverse("practice-review" if deciding else "practice-status", args=[page.pk]),
            icon_name="check" if deciding else "history",
            priority=5,
        )
