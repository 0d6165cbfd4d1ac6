"""How the team adds pairs and forbids them; what is doubtful is said, nothing is refused."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from search.dictionary.false_friends import false_friends
from search.dictionary.files import plain
from search.dictionary.loading import shipped
from search.models import DictionaryEntry


class Doubted:
    """Says of the saved entry what the team may have overlooked."""

    def save_instance(self):
        entry = super().save_instance()
        for doubt in doubts(entry):
            messages.warning(self.request, doubt)
        return entry


class AddEntry(Doubted, CreateView):
    def save_instance(self):
        self.form.instance.added_by = self.request.user
        return super().save_instance()


class EditEntry(Doubted, EditView):
    pass


def doubts(entry: DictionaryEntry):
    """Sentences, in the reader's language."""
    pair = plain(entry.german), plain(entry.italian)
    ships = any((plain(each.german), plain(each.italian)) == pair for each in shipped())
    names = {"german": entry.german, "italian": entry.italian}
    if ships and not entry.forbidden:
        yield _("“%(german)s – %(italian)s” is in the shipped dictionary already: this entry adds nothing.") % names
    if not entry.forbidden and (friends := false_friends(entry.german, entry.italian)):
        yield _("False friends? “%(german)s” is rather “%(right)s” in Italian.") % {
            "german": friends.german,
            "right": friends.properly_italian,
        }
    if entry.forbidden and not ships:
        yield _("The shipped dictionary does not have this pair; it is forbidden to imports and to what is learned.")


class DictionaryEntryViewSet(ModelViewSet):
    model = DictionaryEntry
    add_view_class = AddEntry
    edit_view_class = EditEntry
    copy_view_enabled = False
    add_to_admin_menu = True
    icon = "openquote"
    menu_label = gettext_lazy("Dictionary")
    list_display = ["german", "italian", "field", "note", "forbidden", "source"]
    list_filter = ["field", "forbidden", "source"]
    list_per_page = 50
    search_fields = ["german", "italian"]
    search_backend_name = None
    ordering = ["german", "italian"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("german"), FieldPanel("italian")]),
            FieldRowPanel([FieldPanel("field"), FieldPanel("note")]),
            FieldPanel("forbidden"),
        ]
    )
