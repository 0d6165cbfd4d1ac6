from django.urls import path

from networks import views
from networks.directory.views import edit_profile

urlpatterns = [
    path("space/networks/<int:pk>/people/", views.people, name="network-people"),
    path("space/networks/<int:network_id>/invite/", views.new_invitation, name="invitation-new"),
    path("space/invitations/<int:pk>/revoke/", views.revoke_invitation, name="invitation-revoke"),
    path("space/memberships/<int:pk>/end/", views.end_membership, name="membership-end"),
    path("space/organisations/<int:pk>/", edit_profile, name="organisation-edit"),
    path("invitation/<str:secret>/", views.invitation, name="invitation"),
]
