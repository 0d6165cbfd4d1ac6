"""How the team keeps the terms; the check speaks up when one is saved, and forbids nothing."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from knowledge.glossary.checking import faults_of
from knowledge.models import GlossaryTerm

TEXTS = ("label", "synonyms", "official", "definition", "note", "example")


class Checked:
    """What is wrong with the saved term, as warnings."""

    def save_instance(self):
        term = super().save_instance()
        for fault in faults_of(term):
            name = term._meta.get_field(fault.field).verbose_name
            messages.warning(self.request, f"{name}: {fault.reason}")
        return term


class AddTerm(Checked, CreateView):
    pass


class EditTerm(Checked, EditView):
    pass


def _texts(language, heading):
    return ObjectList([FieldPanel(f"{name}_{language}") for name in TEXTS], heading=heading)


class GlossaryTermViewSet(ModelViewSet):
    model = GlossaryTerm
    add_view_class = AddTerm
    edit_view_class = EditTerm
    icon = "openquote"
    list_display = ["label_de", "label_it", "relation", "field"]
    list_filter = ["field", "relation"]
    search_fields = ["slug", "label_de", "label_it", "synonyms_de", "synonyms_it"]
    ordering = ["slug"]
    edit_handler = TabbedInterface(
        [
            _texts("de", "Deutsch"),
            _texts("it", "Italiano"),
            ObjectList([FieldPanel("slug"), FieldPanel("relation"), FieldPanel("field")], heading=_("Facts")),
        ]
    )
