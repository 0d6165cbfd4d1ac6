"""Coordinators describe how each country's side of their network trains, in a plain form."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.regions import COUNTRIES
from knowledge.forms import EntriesField
from knowledge.models import ContextFeature, ContextKind, NetworkContext, OccupationalField
from networks.models import Network
from networks.rules import may_coordinate


def _several(label, queryset, hint=""):
    field = EntriesField(
        label=capfirst(label), queryset=queryset, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint
    )
    field.label_from_instance = str
    return field


def _of_kind(kind):
    return ContextFeature.objects.filter(kind=kind)


class NetworkContextForm(forms.ModelForm):
    """Everything may stay open; what is open is compared as unknown."""

    legal = _several(ContextKind.LEGAL.label, _of_kind(ContextKind.LEGAL), gettext_lazy("On what do you train?"))
    place = _several(ContextKind.PLACE.label, _of_kind(ContextKind.PLACE), gettext_lazy("Where do people learn?"))
    payer = _several(ContextKind.PAYER.label, _of_kind(ContextKind.PAYER), gettext_lazy("Who carries the cost?"))

    class Meta:
        model = NetworkContext
        fields = ["eqf_from", "eqf_to"]

    field_order = ["legal", "place", "payer", "eqf_from", "eqf_to", "fields"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fields"] = _several(gettext_lazy("occupational fields"), OccupationalField.objects.all())
        self.order_fields(self.field_order)
        if self.instance.pk:
            held = list(self.instance.features.all())
            for kind in ContextKind:
                self.initial[kind.value] = [each.pk for each in held if each.kind == kind]
            self.initial["fields"] = list(self.instance.occupational_fields.values_list("pk", flat=True))

    def clean(self):
        data = super().clean()
        low, high = data.get("eqf_from"), data.get("eqf_to")
        if low and high and high < low:
            self.add_error("eqf_to", _("The highest level cannot be below the lowest."))
        return data

    def save(self, commit=True):
        context = super().save(commit)
        data = self.cleaned_data
        context.features.set([each for kind in ContextKind for each in data[kind.value]])
        context.occupational_fields.set(data["fields"])
        return context


@login_required
def edit_context(request, pk, country):
    """One country's side of a network, by its coordinators and the team; for everybody else it does not exist."""
    network = get_object_or_404(Network, pk=pk)
    if country not in dict(COUNTRIES) or not may_coordinate(request.user, network):
        raise Http404
    held = NetworkContext.objects.filter(network=network, country=country).first()
    form = NetworkContextForm(request.POST or None, instance=held or NetworkContext(network=network, country=country))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Practices are compared with it from now on."))
        return redirect("network-people", pk)
    context = {
        "form": form,
        "network": network,
        "country": country,
        "country_name": dict(COUNTRIES)[country],
        "others": [
            {"name": name, "url": reverse("network-context", args=[pk, code])}
            for code, name in COUNTRIES
            if code != country
        ],
    }
    return render(request, "knowledge/network_context_form.html", context)
