from django.urls import include, path

from knowledge.feeds import PracticeFeed
from knowledge.network_contexts import edit_context

urlpatterns = [
    path("", include("knowledge.desk.urls")),
    path("space/networks/<int:pk>/context/<str:country>/", edit_context, name="network-context"),
    path("", include("knowledge.adoptions.urls")),
    path("", include("knowledge.glossary.urls")),
    path("", include("knowledge.library.urls")),
    path("", include("knowledge.publications.urls")),
    path("feeds/practices/", PracticeFeed(), name="practice-feed"),
]
