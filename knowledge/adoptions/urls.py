from django.urls import path

from knowledge.adoptions import views

urlpatterns = [
    path("space/practices/<int:pk>/adopt/", views.declare, name="adoption-new"),
    path("space/adoptions/", views.ledger, name="adoptions"),
    path("space/adoptions/<int:pk>/", views.adoption, name="adoption"),
    path("space/adoptions/<int:pk>/edit/", views.edit, name="adoption-edit"),
    path("space/adoptions/<int:pk>/confirm/", views.confirm, name="adoption-confirm"),
    path("space/adoptions/<int:pk>/decline/", views.decline, name="adoption-decline"),
    path("space/adoptions/<int:pk>/resend/", views.resend, name="adoption-resend"),
    path("space/adoptions/<int:pk>/withdraw/", views.withdraw, name="adoption-withdraw"),
    path("space/adoptions/<int:pk>/progress/", views.progress, name="adoption-progress"),
]
