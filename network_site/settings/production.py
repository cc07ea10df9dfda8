"""A real site: behind nginx, every address from the environment, nothing by default."""

import os
import sys
from pathlib import Path

REQUIRED = (
    "DATABASE_URL",
    "REDIS_URL",
    "ELASTICSEARCH_URL",
    "EMAIL_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BASE_URL",
)
# Before the shared settings, which have something of their own for most of them.
if missing := [name for name in REQUIRED if not os.environ.get(name)]:
    sys.exit(
        f"Missing in the environment: {', '.join(missing)}. See deploy/env.example."
    )

from network_site.settings.base import *  # noqa: E402, F403
from network_site.settings.base import BASE_DIR, BASE_URL, env  # noqa: E402

if not BASE_URL.startswith("https://"):
    sys.exit(f"BASE_URL must begin with https://, not {BASE_URL!r}.")

SECRET_KEY = env("SECRET_KEY")
# The health check asks from within the machine.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS"), "127.0.0.1"]

# nginx ends TLS and says so in a header that it never takes from a reader.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# It also says who asks; without this every guess at a password would seem to come from
# nginx, and one guesser would shut out everybody.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_SSL_REDIRECT = True
# Asked from within the machine, past nginx.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = [
    # The editor shows its previews in a frame of the same site.
    "security.W019",
    # Only the owner of the whole domain may ask browsers to preload it.
    "security.W021",
]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Collected when the image is made, so that it always fits the code.
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "collected")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
