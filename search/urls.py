from django.urls import path

from search import views
from search.feeds import SearchFeed

urlpatterns = [
    path("search/suggestions/", views.suggestions, name="search-suggestions"),
    path("search/feed/", SearchFeed(), name="search-feed"),
    path("search/save/", views.save, name="search-save"),
    path("search/off/<str:secret>/", views.off, name="searches-off"),
    path("space/searches/", views.searches, name="searches"),
    path("space/searches/<int:pk>/", views.change, name="search-change"),
    path("space/searches/<int:pk>/delete/", views.delete, name="search-delete"),
]
