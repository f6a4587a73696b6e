"""All settings, from the environment. A wrong one stops the program with a sentence that says what to do.

DEBUG          1 for development and the demo, else 0 (default)
SECRET_KEY     needed to serve when DEBUG is 0 (kpi_tracker/environment.py); commands run without it
ALLOWED_HOSTS  comma-separated host names, needed to serve when DEBUG is 0
DATABASE_URL   postgres://user:password@host:port/name or sqlite:///path (default: var/db.sqlite3)
STATEMENT_TIMEOUT  seconds after which PostgreSQL ends a statement (default 0: never); for servers of pages alone, since
               the worker and the commands take their time
FILES_ROOT     folder where uploaded files are kept (default: var/files)
FRAME_ANCESTORS  comma-separated https addresses whose pages may show the counts of the dashboard in a frame
               (default: our own pages only)
PAGES_FOLDER   folder where the processes of a server keep public pages for each other (default: none are kept; gunicorn
               is given one in memory)
SITE_URL       address that mails lead to (default: https:// and the first of ALLOWED_HOSTS)
EMAIL_HOST     mail server; without it no mail is sent (with DEBUG it is printed). With it EMAIL_PORT (default: 587),
               EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_SECURITY (starttls, the default, tls or none), EMAIL_FROM
OIDC_ISSUER    https address of the ministries' own sign-in (OpenID Connect); with it OIDC_CLIENT_ID, OIDC_CLIENT_SECRET
OIDC_NAME      what its button says (default: 府省共通の認証)
REQUIRE_SECOND_FACTOR  roles that must have one, e.g. reviewer,admin (staff, reviewer, admin; default: none)
BACKUP_KEY     key that backups are encrypted with (`manage.py make_backup_key`; default: not encrypted)
METRICS_ADDRESSES  addresses or networks that may read /metrics (10.1.2.0/24,…), but not through a proxy;
               METRICS_TOKEN: a bearer token that may (default: nobody)
LOG_FORMAT     json or text (default: text with DEBUG, else json)
API_A_MINUTE   how often one address may ask the read API a minute (default 120)
PROXIES        how many proxies of ours stand before the server (default 0): whose address a guess is counted against,
               and whether X-Forwarded-Proto tells how a page was asked for
HTTPS          0 to serve without TLS when DEBUG is 0 (default 1): for measuring on this machine only

What is secret can stand in a file instead: SECRET_KEY_FILE, DATABASE_URL_FILE, EMAIL_HOST_PASSWORD_FILE,
OIDC_CLIENT_SECRET_FILE, BACKUP_KEY_FILE and METRICS_TOKEN_FILE are paths of files whose first line is the value.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from kpi_tracker.environment import (
    read_choice,
    read_choices,
    read_count,
    read_database,
    read_frame_ancestors,
    read_list,
    read_mail_server,
    read_networks,
    read_secret,
    read_site_address,
    read_switch,
    read_trusted_sign_in,
)
from kpi_tracker.operations.logs import json_logging

BASE_DIR = Path(__file__).resolve().parent.parent


DEBUG = read_switch("DEBUG")
SECRET_KEY = read_secret("SECRET_KEY") or ("only-for-development" if DEBUG else "")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "kpi_tracker.operations",  # before django_tasks_db: its db_worker is that one with a beating heart
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "simple_history",
    "reforms",
    "kpis",
    "importers",
]

MIDDLEWARE = [
    "kpi_tracker.operations.requests.Watched",
    "kpi_tracker.refusals.LogRefusals",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kpi_tracker.sessions.SessionEnds",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kpi_tracker.access.SignInRequired",
    "reforms.accounts.second_factor.SecondFactorRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kpi_tracker.operations.public_pages.PublicPages",
]

ROOT_URLCONF = "kpi_tracker.urls"
WSGI_APPLICATION = "kpi_tracker.wsgi.application"
AUTH_USER_MODEL = "reforms.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend", "reforms.people.RoleBackend"]
if DEBUG:
    AUTHENTICATION_BACKENDS.append("reforms.accounts.demo.DemoBackend")  # the accounts that `make run` prints
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "kpis:items"
ENTRY_URL = "kpis:worksheets"  # where signing in leads who enters rows
LOGOUT_REDIRECT_URL = "kpis:items"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["kpi_tracker.unindented.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reforms.notices.header.unread_notices",
            ],
        },
    },
]

EMBEDDED_DATABASE = BASE_DIR / "var" / "db.sqlite3"
DATABASE_URL = read_secret("DATABASE_URL")
if not DATABASE_URL:
    EMBEDDED_DATABASE.parent.mkdir(exist_ok=True)
DATABASES = {"default": read_database(DATABASE_URL or f"sqlite:///{EMBEDDED_DATABASE}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A reader must not fail while someone writes: write-ahead log, writers queue at the start of their transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
MAIL = read_mail_server()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.host else 'console' if DEBUG else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.security == "starttls", MAIL.security == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = MAIL.sender
SENDS_MAIL = bool(MAIL.host) or DEBUG
SITE_URL = read_site_address("http://127.0.0.1:8000" if DEBUG else f"https://{''.join(ALLOWED_HOSTS[:1])}")
LOG_FORMAT = read_choice("LOG_FORMAT", ("json", "text"), "text" if DEBUG else "json")
LOGGING = json_logging() if LOG_FORMAT == "json" else {}
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

WHITENOISE_ALLOW_ALL_ORIGINS = False  # our pages alone use our files
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static_build"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/design-tokens", NODE_MODULES / "@digital-go-jp" / "design-tokens" / "dist"),
    ("vendor/plotly", NODE_MODULES / "plotly.js-basic-dist-min"),
]
FILES_ROOT = Path(os.environ.get("FILES_ROOT") or BASE_DIR / "var" / "files")
BACKUP_KEY = read_secret("BACKUP_KEY")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files that people gave us lie outside the web root: no address leads to them.
    "uploads": {
        "BACKEND": "kpi_tracker.whole_files.WholeFiles",
        "OPTIONS": {"location": FILES_ROOT, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        # The manifest needs `collectstatic`; development and tests serve the files as they stand.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "kpi_tracker.static_files.HashedStaticFiles"
    },
}

# Signing in: by user name or e-mail. Nobody registers: an admin invites (reforms/accounts).
ACCOUNT_ADAPTER = "reforms.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "reforms.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the admin who invites gives the address, nobody can change their own
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that strangers type in
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new password or second factor is told by mail
ACCOUNT_EMAIL_SUBJECT_PREFIX = "【改革工程表 進捗管理】"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the same: an address is never the person's own claim
ACCOUNT_SESSION_REMEMBER = True  # how long a session lasts is told below, not by whoever signs in
ACCOUNT_USER_DISPLAY = "reforms.accounts.adapters.name_of"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # a whole ministry may come from one address
    "login_failed": "20/m/ip,5/15m/key",  # key: the name or address that is guessed at
}
METRICS_ADDRESSES = read_networks("METRICS_ADDRESSES")
METRICS_TOKEN = read_secret("METRICS_TOKEN")
ALLAUTH_TRUSTED_PROXY_COUNT = read_count("PROXIES")
API_A_MINUTE = read_count("API_A_MINUTE", default=120, most=1_000_000)
NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT  # whose asking the API counts
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "改革工程表 進捗管理"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # the demo is served without TLS
SECOND_FACTOR_ROLES = read_choices("REQUIRE_SECOND_FACTOR", ("staff", "reviewer", "admin"))
TRUSTED_SIGN_IN = read_trusted_sign_in()
SOCIALACCOUNT_ADAPTER = "reforms.accounts.adapters.TrustedSignInAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": TRUSTED_SIGN_IN.apps, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the address that the ministry's own sign-in has verified is the account's
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
PASSWORD_RESET_TIMEOUT = 72 * 60 * 60  # seconds: an invitation that comes on a Friday lasts to Monday
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name, "OPTIONS": options}
    for name, options in (
        ("django.contrib.auth.password_validation.UserAttributeSimilarityValidator", {}),
        ("django.contrib.auth.password_validation.MinimumLengthValidator", {"min_length": 12}),
        ("django.contrib.auth.password_validation.CommonPasswordValidator", {}),
        ("django.contrib.auth.password_validation.NumericPasswordValidator", {}),
        ("kpi_tracker.passwords.LongestPassword", {}),
    )
]
HAS_MAIL = bool(MAIL.host)  # without a mail server an admin hands over invitations as links
PAGES_FOLDER = os.environ.get("PAGES_FOLDER", "")
# Guesses are counted where every process of the server sees them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Else 300: those who read open data, counted here too, would push out the counts of guesses.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": PAGES_FOLDER,
        "TIMEOUT": 24 * 60 * 60,  # seconds: their tag tells the day
        "OPTIONS": {"MAX_ENTRIES": 1_000},  # of 10 to 30 KB each, compressed
    }
    if PAGES_FOLDER
    else {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

# No page calls the outside and none carries inline script or style: ministries work on closed networks.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Chromium holds the redirect to the ministries' own sign-in to this, too.
        "form-action": [SELF, *TRUSTED_SIGN_IN.origins],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
FRAME_ANCESTORS = read_frame_ancestors()  # of the page that is made for frames; no other may stand in one
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# A session ends when nobody used it for an hour, and in any case half a day after signing in (kpi_tracker/sessions.py).
SESSION_IDLE_SECONDS = 60 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Browsers are told for a year to come by TLS only; programs that watch come from inside and need none.
HTTPS = not DEBUG and read_switch("HTTPS", default="1")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:  # a cookie of this name is taken from this very host alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is for the owner of the whole domain to decide
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONDITIONAL_PAGES = not DEBUG  # while developing, a page changes without the database or the process doing so
