"""Addresses below the glossary's own. Resolved by the page, so that they move with it and share its audience."""

from django.urls import path

from knowledge.glossary import views

urlpatterns = [path("<slug:slug>/", views.term, name="term")]
