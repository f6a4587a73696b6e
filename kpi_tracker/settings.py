"""All settings, from the environment. A wrong one stops the program with a sentence that says what to do.

DEBUG          1 for development and the demo, else 0 (default)
SECRET_KEY     needed to serve when DEBUG is 0 (kpi_tracker/environment.py); commands run without it
ALLOWED_HOSTS  comma-separated host names, needed to serve when DEBUG is 0
DATABASE_URL   postgres://user:password@host:port/name or sqlite:///path (default: var/db.sqlite3)
FILES_ROOT     folder where uploaded files are kept (default: var/files)
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from kpi_tracker.environment import read_database, read_list, read_switch

BASE_DIR = Path(__file__).resolve().parent.parent


DEBUG = read_switch("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY", "only-for-development" if DEBUG else "")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "simple_history",
    "reforms",
    "kpis",
    "importers",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "kpi_tracker.urls"
WSGI_APPLICATION = "kpi_tracker.wsgi.application"
AUTH_USER_MODEL = "reforms.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "reforms.people.RoleBackend"]
LOGIN_REDIRECT_URL = "kpis:contradictions"
LOGOUT_REDIRECT_URL = "kpis:items"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

EMBEDDED_DATABASE = BASE_DIR / "var" / "db.sqlite3"
if not os.environ.get("DATABASE_URL"):
    EMBEDDED_DATABASE.parent.mkdir(exist_ok=True)
DATABASES = {"default": read_database(os.environ.get("DATABASE_URL") or f"sqlite:///{EMBEDDED_DATABASE}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A reader must not fail while someone writes: write-ahead log, writers queue at the start of their transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# Long work waits in our own database until `manage.py db_worker` takes it up.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# A reason is a sentence or two. A history is read by row or by import, never by date alone.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = False
# The admin's own exports: our formats (importers/resources) keep text as text, what else writes is told to.
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_ESCAPE_ILLEGAL_CHARS_ON_EXPORT = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static_build"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/design-tokens", NODE_MODULES / "@digital-go-jp" / "design-tokens" / "dist"),
    ("vendor/plotly", NODE_MODULES / "plotly.js-basic-dist-min"),
]
FILES_ROOT = Path(os.environ.get("FILES_ROOT") or BASE_DIR / "var" / "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files that people gave us lie outside the web root: no address leads to them.
    "uploads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        # The manifest needs `collectstatic`; development and tests serve the files as they stand.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# No page calls the outside and none carries inline script or style: ministries work on closed networks.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
