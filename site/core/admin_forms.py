"""The Wagtail editor's form under law 1: what a member puts into a page, they can see."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.forms import WagtailAdminPageForm

from core.embedded import references_in
from core.models.media import AudienceFile
from core.rules import editable_by, is_team


class AudiencePageForm(WagtailAdminPageForm):
    """Takes no image, document or page by its number alone: it is open to the person, or was in the page already.

    Anything else is refused outright (PermissionDenied): a form shown again would tell the name behind the number,
    as would the editor and its preview.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.guarded = bool(self.for_user and not is_team(self.for_user))
        self.there_before = references_in(self.instance) if self.guarded else set()

    def is_valid(self):
        valid = super().is_valid()
        if self.guarded and self.is_bound:
            named = (references_in(self.instance) | set(self._chosen_below())) - self.there_before
            if not all(self._is_open(model, pk) for model, pk in named):
                raise PermissionDenied
        return valid

    def _chosen_below(self):
        """Files chosen in the rows of the page (attachments), which are not in the instance yet."""
        for form in (form for formset in self.formsets.values() for form in formset.forms):
            form.full_clean()
            for value in form.cleaned_data.values():
                if isinstance(value, AudienceFile):
                    yield type(value), value.pk

    def _is_open(self, model, pk) -> bool:
        visible = model.objects.visible_to(self.for_user).filter(pk=pk).exists()
        return visible or (not issubclass(model, AudienceFile) and editable_by(self.for_user).filter(pk=pk).exists())
