"""Settings of the test run: fast hashing, eager tasks, mail kept in memory."""

import tempfile
from pathlib import Path

from network_site.settings.base import *  # noqa: F403
from network_site.settings.base import DATABASES, env

DEBUG = False
DEMO = True
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
_FOLDER = tempfile.TemporaryDirectory(prefix="network-test-")
VAR_DIR = Path(_FOLDER.name)
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
MAIL_JOURNAL = ""
LEDGER_LINES = 1
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
ACCOUNT_RATE_LIMITS = False
# A file, so that threads meet each other; kept between runs by --reuse-db.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {
        "NAME": env(
            "TEST_DATABASE",
            default=str(Path(tempfile.gettempdir()) / "network-test.db"),
        )
    }
