"""Settings shared by every way of running the site.

Addresses come from the environment: DATABASE_URL, REDIS_URL, ELASTICSEARCH_URL,
EMAIL_URL, SECRET_KEY, ALLOWED_HOSTS, BASE_URL. Without them the site runs on one
machine: SQLite, FTS5, a broker made of files, and mail written to files.
"""

from pathlib import Path

import environ
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

# True where accounts with a known password and the mail shown on the site are wanted.
DEMO = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env("BASE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "home",
    "search",
    "concepts",
    "events",
    "projects",
    "groups.apps.GroupsConfig",
    "notifications",
    "members.apps.MembersConfig",
    "network_site.base",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "members.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "groups.apps.WagtailFilesConfig",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "network_site.base.security.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "network_site.base.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "network_site.base.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "groups.editing_middleware.SpacesInAdminMiddleware",
    "network_site.base.serving.OldAddressMiddleware",
]

ROOT_URLCONF = "network_site.urls"
WSGI_APPLICATION = "network_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "network_site.base.navigation.frame",
            ],
            # Ids and sizes are no numbers to read: "unlocalize" keeps 1135 from
            # becoming "1 135".
            "builtins": ["django.templatetags.l10n"],
        },
    },
]

DATABASES = {
    "default": env.db(
        "DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'network.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN: a seat is counted and taken under it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A connection that the server has closed is found out before it is used again.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
    # The search tells the planner that reading a text is dear, and what PostgreSQL
    # believes to be dear it compiles and shares out among workers: that takes longer
    # than the search.
    DATABASES["default"]["OPTIONS"].setdefault(
        "options", "-c jit=off -c max_parallel_workers_per_gather=0"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "network_site.base.cache.TolerantRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "network",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }

# Scheme, host and port, with user and password where the node wants them.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
# The name under which the index answers; sites that share a node have one each.
ELASTICSEARCH_INDEX = env("ELASTICSEARCH_INDEX", default="network")

# For how many days it is kept how often something was searched for in vain.
SEARCH_INSIGHT_DAYS = env.int("SEARCH_INSIGHT_DAYS", default=90)
# Lets a program that watches over the site read /metrics; empty lets in no program.
METRICS_TOKEN = env("METRICS_TOKEN", default="")

# Whether /rest/v1 answers programs without a token: what is approved is then public.
CONCEPT_API_OPEN = env.bool("CONCEPT_API_OPEN", default=False)
# Calls of /rest/v1 that one token, or one address without a token, may make a minute.
CONCEPT_API_RATE = env.int("CONCEPT_API_RATE", default=600)

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost/"
if REDIS_URL:
    # A hint is tried once: the request that gives it must not wait for the broker.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "max_retries": 0,
        "socket_connect_timeout": 1,
        "socket_timeout": 3,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "control_folder": str(VAR_DIR / "broker-control"),
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Europe/Helsinki"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The worker logs as the site does.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "network_site.base.tasks.sweep", "schedule": 15.0},
    "publish-scheduled": {
        "task": "network_site.base.tasks.publish_scheduled",
        "schedule": 120.0,
    },
    # Compares the whole search index with the database, and puts right what differs.
    "search-upkeep": {
        "task": "search.tasks.keep_index_up",
        "schedule": crontab(hour=3, minute=20),
    },
}

# Mail: EMAIL_URL names a relay; without it each mail becomes one file.
EMAIL_URL = env("EMAIL_URL", default="")
if EMAIL_URL:
    globals().update(env.email_url("EMAIL_URL"))
    EMAIL_BACKEND = "network_site.base.mail.RelayBackend"
    # A function that tells whether the relay has taken a Message-ID: docs/deploy.md.
    MAIL_JOURNAL = env("MAIL_JOURNAL", default="")
else:
    EMAIL_BACKEND = "network_site.base.mail.EmlFileBackend"
    MAIL_JOURNAL = "network_site.base.mail.file_journal"
# The logs that network_site.base.mail.postfix_journal reads.
MAIL_LOG_FILES = env.list("MAIL_LOG_FILES", default=[])
# How long a sender may be silent before another takes over its notice. With the sweep
# every 15 seconds, what a killed sender left goes on within a minute. A living sender
# waits at most four times EMAIL_TIMEOUT for one mail, which is less.
LEDGER_LEASE_SECONDS = env.int("LEDGER_LEASE_SECONDS", default=40)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=8)
# How long a relay that got a mail and does not answer may still take it (RFC 5321).
LEDGER_GRACE_SECONDS = env.int("LEDGER_GRACE_SECONDS", default=600)
# Lines to the relay that one sender keeps open at once when much is due.
LEDGER_LINES = env.int("LEDGER_LINES", default=4 if EMAIL_URL else 1)
# How many days before its deadline a round reminds those who have not answered.
ROUND_REMINDER_DAYS = env.list("ROUND_REMINDER_DAYS", cast=int, default=[7, 1])
# Where mail programs may send an unsubscription, if somebody reads that mailbox.
UNSUBSCRIBE_ADDRESS = env("UNSUBSCRIBE_ADDRESS", default="")
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env(
    "FROM_EMAIL", default="Kumppanuusverkosto <verkosto@example.org>"
)

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["notifications.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator"
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {"login": "members.sign_in.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "notifications.accounts.LedgerAccountAdapter"
# Accounts are made by administrators and invitations, so the address is known good.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
# A whole department signs in from one address at the change of shift; guessing is
# limited per account (login_failed), not by the crowd.
ACCOUNT_RATE_LIMITS = {"login": "1200/m/ip", "login_failed": "100/m/ip,8/5m/key"}

LANGUAGE_CODE = "fi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
]
LOCALE_PATHS = [
    BASE_DIR / "network_site" / "locale",
    # What Wagtail's own Finnish and Swedish leave in English.
    BASE_DIR / "network_site" / "editor_locale",
]
TIME_ZONE = "Europe/Helsinki"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# "nginx" lets the server in front send what a reader has been let in to.
SENDFILE = env("SENDFILE", default="")
SENDFILE_BACKEND = "network_site.base.sendfile"
FORMS_URLFIELD_ASSUME_HTTPS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

WAGTAIL_SITE_NAME = "Kumppanuusverkosto"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Telling that an address is one of our pages would tell its title.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILADMIN_LOGIN_URL = "no_admin_access"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
]
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = None
WAGTAILIMAGES_IMAGE_MODEL = "base.NetworkImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "base.NetworkDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "ics",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "xlsx",
    "zip",
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
}
WAGTAILEMBEDS_RESPONSIVE_HTML = True
# Nothing is fetched from another host: the embed block shows a link card instead.
WAGTAILEMBEDS_FINDERS = []
# Services whose recordings and forms an editor may point to from a page.
EMBED_HOSTS = ["youtube.com", "vimeo.com", "dreambroker.com", "link.webropol.com"]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "network_site.base.logs.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Each language in its own words, for the language switch.
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
