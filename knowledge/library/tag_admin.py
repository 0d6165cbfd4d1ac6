"""Tags in the admin: the list, and the page on which two that mean the same become one."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from core.errors import NotPossible
from knowledge.library.tagging import merge_tags
from knowledge.models import Tag


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=gettext_lazy("The tag that stays"),
        queryset=Tag.objects.order_by("name"),
        help_text=gettext_lazy("Everything that carries the other one carries this one from then on."),
    )

    def __init__(self, *args, tag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = self.fields["into"].queryset.exclude(pk=tag.pk)
        self.fields["into"].label_from_instance = all_forms


def all_forms(tag) -> str:
    """A tag by every form it has: “Kleinbetrieb · microimpresa”."""
    return " · ".join(dict.fromkeys(filter(None, [tag.label_de, tag.label_it, tag.name])))


def merge(request, pk):
    """Choose the tag that stays; only the team comes here (`core.admin_gate`)."""
    tag = get_object_or_404(Tag, pk=pk)
    form = MergeForm(request.POST or None, tag=tag)
    if request.method == "POST" and form.is_valid():
        name = all_forms(tag)
        try:
            merge_tags(tag, form.cleaned_data["into"], by=request.user)
        except NotPossible as error:
            form.add_error("into", str(error))
        else:
            messages.success(
                request,
                _("“%(tag)s” is merged with “%(into)s”.") % {"tag": name, "into": all_forms(form.cleaned_data["into"])},
            )
            return redirect("tag:index")
    return render(request, "knowledge/admin/merge_tag.html", {"tag": tag, "name": all_forms(tag), "form": form})


class TagIndexView(IndexView):
    def get_list_more_buttons(self, instance):
        merging = MenuItem(
            _("Merge with another tag"), url=reverse("tag:merge", args=[instance.pk]), icon_name="link", priority=15
        )
        return [*super().get_list_more_buttons(instance), merging]


class TagViewSet(ModelViewSet):
    model = Tag
    icon = "tag"
    index_view_class = TagIndexView
    list_display = ["name", "label_de", "label_it"]
    search_fields = ["name", "label_de", "label_it"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("label_de"), FieldPanel("label_it")]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge, name="merge")]
