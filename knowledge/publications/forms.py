"""A publication in the Wagtail editor: it is linked to practices that its writer may see."""

from django.db.models import Q

from core.admin_forms import AudiencePageForm
from core.rules import editable_by
from knowledge.models.practice import GoodPractice


class PublicationForm(AudiencePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("practices"):
            held = self.instance.practices.values_list("pk", flat=True) if self.instance.pk else []
            mine = editable_by(self.for_user).filter(pk__in=list(held)).values("pk")
            seen = GoodPractice.objects.visible_to(self.for_user).values("pk")
            field.queryset = GoodPractice.objects.filter(Q(pk__in=seen) | Q(pk__in=mine)).order_by("title")
            field.widget.attrs["size"] = 12
