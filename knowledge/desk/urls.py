from django.urls import path

from knowledge.desk import commenting, reviewing, sections, standing, translating, versions, writing

urlpatterns = [
    path("space/write/<int:network_id>/", writing.new, name="practice-new"),
    path("space/practices/<int:pk>/", standing.status, name="practice-status"),
    path("space/practices/<int:pk>/edit/", writing.edit, name="practice-edit"),
    path("space/practices/<int:pk>/sections/<slug:key>/", sections.section, name="practice-section"),
    path("space/practices/<int:pk>/comments/", commenting.comment, name="practice-comments"),
    path("space/practices/<int:pk>/comments/<int:comment_id>/", commenting.answer, name="practice-comment"),
    path("space/practices/<int:pk>/translate/", translating.translate, name="practice-translate"),
    path("space/practices/<int:pk>/versions/", versions.versions, name="practice-versions"),
    path("space/practices/<int:pk>/versions/compare/", versions.compare, name="practice-compare-versions"),
    path("space/practices/<int:pk>/versions/<int:revision_id>/", versions.take_up, name="practice-take-up"),
    path("space/practices/<int:pk>/preview/", standing.preview, name="practice-preview"),
    path("space/practices/<int:pk>/submit/", standing.submit, name="practice-submit"),
    path("space/practices/<int:pk>/withdraw/", standing.withdraw, name="practice-withdraw"),
    path("space/reviews/", reviewing.reviews, name="reviews"),
    path("space/reviews/<int:pk>/", reviewing.review, name="practice-review"),
    path("space/reviews/<int:pk>/admit/", reviewing.admit, name="practice-admit"),
    path("space/reviews/<int:pk>/send-back/", reviewing.send_back, name="practice-send-back"),
]
