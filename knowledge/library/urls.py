from django.urls import path

from knowledge.library import views

urlpatterns = [
    path("blocks/", views.blocks, name="building-blocks"),
    path("blocks/<int:pk>/", views.block, name="building-block"),
    path("compare/", views.compare, name="practice-compare"),
    path("practices/<int:pk>/sheet/", views.sheet, name="practice-sheet"),
    path("practices/<int:pk>/practice.pdf", views.pdf, name="practice-pdf"),
    path("practices/<int:pk>/cite.bib", views.cite_bib, name="practice-bibtex"),
    path("practices/<int:pk>/cite.json", views.cite_json, name="practice-csl"),
]
