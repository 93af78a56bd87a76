"""The door for a web server: ``gunicorn laget.front.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.front.settings")
application = get_wsgi_application()
