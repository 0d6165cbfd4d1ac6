"""Addresses below the directory's own. Resolved by the page, so that they move with it and share its audience."""

from django.urls import path

from networks.directory import views

urlpatterns = [
    path("<int:pk>/", views.organisation, name="organisation"),
    path("<int:pk>-<slug:slug>/", views.organisation, name="named-organisation"),
]
