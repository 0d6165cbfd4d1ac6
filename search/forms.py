from django import forms

from core.markup import one_line
from search.models import SavedSearch


class SavedSearchForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["name", "notify"]

    def clean_name(self):
        return one_line(self.cleaned_data["name"])
