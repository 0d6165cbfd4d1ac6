"""The references: they end in a file's name, which the page tree does not serve."""

from django.urls import path

from knowledge.publications import views

urlpatterns = [
    path("publications/<int:pk>/cite.bib", views.cite_bib, name="publication-bibtex"),
    path("publications/<int:pk>/cite.json", views.cite_json, name="publication-csl"),
]
