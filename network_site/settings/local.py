"""One machine, no other server: what ``make run`` and bare ``manage.py`` use."""

import secrets

from network_site.settings.base import *  # noqa: F403
from network_site.settings.base import VAR_DIR, env


def _kept_secret() -> str:
    """Return this machine's own secret key, made at the first start.

    Several processes start at once, so the file is made exclusively and read back.
    """
    path = VAR_DIR / "secret-key"
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or _kept_secret()
for _folder in ("broker", "broker-control", "mail", "media", "static"):
    (VAR_DIR / _folder).mkdir(parents=True, exist_ok=True)

# The demonstration: accounts with a known password, and mail readable on the site.
DEMO = True
WHITENOISE_USE_FINDERS = True
