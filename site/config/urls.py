from django.urls import path
from core.files import serve
urlpatterns = [path("files/<path:name>", serve, name="file")]
