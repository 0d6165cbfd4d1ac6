"""How the team keeps the vocabulary, and what the editor says about practices."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets import HeaderButton

from core.models import Page
from core.protection import CarefulDeleteView
from knowledge import editor, rules  # noqa: F401 – the editor registers its own hooks
from knowledge.adoptions import log_actions as adoption_log  # noqa: F401 – the ledger names its own acts
from knowledge.glossary.admin import GlossaryTermViewSet
from knowledge.library.tag_admin import TagViewSet
from knowledge.models import GoodPractice, OccupationalField


class DeleteField(CarefulDeleteView):
    """A field that practices are sorted by stays: they would silently lose it."""

    def dependents(self):
        return list(self.object.practices.all()[:1]) or super().dependents()


class OccupationalFieldViewSet(ModelViewSet):
    model = OccupationalField
    delete_view_class = DeleteField
    icon = "list-ul"
    list_display = ["label_de", "label_it", "code", "position"]


class KnowledgeGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Knowledge")
    menu_icon = "list-ul"
    items = [OccupationalFieldViewSet, TagViewSet, GlossaryTermViewSet]


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


@hooks.register("before_bulk_action")
def practices_are_admitted_one_by_one(request, action_type, objects, action):
    """The same for many at once, and for the drafts below them."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    chosen = GoodPractice.objects.filter(pk__in=[page.pk for page in objects])
    below = GoodPractice.objects.none()
    if action.cleaned_form.cleaned_data["include_descendants"]:
        below = GoodPractice.objects.not_live().filter(
            Q(*[Q(path__startswith=page.path) for page in objects], _connector=Q.OR)
        )
    if chosen.exists() or below.exists():
        messages.warning(request, _("Good practices are not published but admitted, one by one: leave them out here."))
        return redirect("wagtailadmin_explore_root")
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
