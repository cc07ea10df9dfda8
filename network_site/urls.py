from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from network_site.api import api
from network_site.base import views
from network_site.base.serving import serve_page

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics_page, name="metrics"),
    path("media/<path:path>", views.media, name="media"),
    # Wagtail's own sign-in would pass by the one that everybody else uses.
    path(
        "admin/login/",
        login_not_required(
            RedirectView.as_view(pattern_name="account_login", query_string=True)
        ),
    ),
    path("admin/no-access/", views.no_admin_access, name="no_admin_access"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("api/", api.urls),
    path("", include("network_site.openapi_urls")),
    path("rest/v1/", include("concepts.rest.urls")),
    path("", include("concepts.uri_urls")),
]

if getattr(settings, "DEMO", False):
    urlpatterns += [
        path("dev/mail/", views.dev_mail, name="dev_mail"),
        path("dev/mail/<slug:name>/", views.dev_mail_message, name="dev_mail_message"),
    ]

urlpatterns += i18n_patterns(
    path("", include("members.urls")),
    path("", include("notifications.urls")),
    path("", include("groups.urls")),
    path("", include("events.urls")),
    path("", include("concepts.urls")),
    path("", include("search.urls")),
    path("", include("home.urls")),
    # Not Wagtail's own urls: those bring a sign-in form that passes by ours.
    re_path(r"^((?:[\w\-]+/)*)$", serve_page, name="wagtail_serve"),
)

handler403 = "network_site.base.views.forbidden"
handler404 = "network_site.base.views.not_found"
handler500 = "network_site.base.views.server_error"
