"""The exports: they end in a file's name, which the page tree does not serve."""

from django.urls import path

from knowledge.glossary import views

urlpatterns = [
    path("<slug:slug>/export.ttl", views.export, {"form": "ttl"}, name="glossary-skos"),
    path("<slug:slug>/export.tbx", views.export, {"form": "tbx"}, name="glossary-tbx"),
]
