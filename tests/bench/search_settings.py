"""The site with the bench's own findable things in it."""

from network_site.settings.local import *  # noqa: F403
from network_site.settings.local import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.library"]
