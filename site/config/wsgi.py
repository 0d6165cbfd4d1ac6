"""Django's pages as a WSGI application; `config.asgi` serves them, any WSGI server could."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
