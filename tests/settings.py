"""The settings of the tests: the real ones, as in development, whatever the environment of the shell says."""

import os

os.environ["DEBUG"] = "1"  # no secret key or host names needed; Django's test runner itself turns DEBUG off again

from kpi_tracker.settings import *

WHITENOISE_AUTOREFRESH = True  # no static files are collected for tests; else whitenoise warns of it
STORAGES = {**STORAGES, "uploads": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}  # no test leaves a file
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    MIDDLEWARE = ["tests.taking_turns.taking_turns", *MIDDLEWARE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes its time on purpose
