from django.urls import path

from accounts import views

urlpatterns = [path("space/profile/", views.profile, name="profile")]
