"""All addresses: the desk's, then the paper's. The articles come last, for whatever is left is theirs."""

from django.contrib import admin
from django.urls import include, path

from newsroom.views import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("", include("masthead.urls")),
    path("", include("corrections.urls")),
    path("", include("articles.urls")),
]
