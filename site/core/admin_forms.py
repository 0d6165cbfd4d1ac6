"""The Wagtail editor's form under law 1: what a member puts into a page, they can see."""

from django.db.models import Q
from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminPageForm

from core.models.media import AudienceFile
from core.rules import is_team


class AudiencePageForm(WagtailAdminPageForm):
    """Takes no image or document by its number alone: it has to be open to the person, or be in the page already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user and not is_team(self.for_user):
            _offer_visible_files(self, self.for_user)
            for formset in self.formsets.values():
                for form in formset.forms:
                    _offer_visible_files(form, self.for_user)


def _offer_visible_files(form, user):
    for name, field in form.fields.items():
        if isinstance(field, ModelChoiceField) and issubclass(field.queryset.model, AudienceFile):
            visible = field.queryset.model.objects.visible_to(user)
            there = getattr(form.instance, f"{name}_id", None)
            field.queryset = field.queryset.filter(Q(pk__in=visible.values("pk")) | Q(pk=there))
