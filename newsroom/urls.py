"""All addresses: the desk's, then the paper's. The articles come last, for whatever is left is theirs."""

from django.contrib import admin
from django.urls import include, path

from newsroom import robots
from newsroom.error_views import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
    path("", include("masthead.urls")),
    path("", include("corrections.urls")),
    path("", include("licensing.urls")),
    path("", include("support.urls")),
    path("", include("articles.urls")),
]
