from django.urls import include, path

from knowledge import desk
from knowledge.feeds import PracticeFeed
from knowledge.network_contexts import edit_context

urlpatterns = [
    path("space/write/<int:network_id>/", desk.new, name="practice-new"),
    path("space/practices/<int:pk>/", desk.status, name="practice-status"),
    path("space/practices/<int:pk>/edit/", desk.edit, name="practice-edit"),
    path("space/practices/<int:pk>/preview/", desk.preview, name="practice-preview"),
    path("space/practices/<int:pk>/submit/", desk.submit, name="practice-submit"),
    path("space/practices/<int:pk>/withdraw/", desk.withdraw, name="practice-withdraw"),
    path("space/reviews/", desk.reviews, name="reviews"),
    path("space/reviews/<int:pk>/", desk.review, name="practice-review"),
    path("space/reviews/<int:pk>/admit/", desk.admit, name="practice-admit"),
    path("space/reviews/<int:pk>/send-back/", desk.send_back, name="practice-send-back"),
    path("space/networks/<int:pk>/context/<str:country>/", edit_context, name="network-context"),
    path("", include("knowledge.adoptions.urls")),
    path("feeds/practices/", PracticeFeed(), name="practice-feed"),
]
