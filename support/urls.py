"""Addresses for those who support us."""

from django.urls import path

from support.views import giving

urlpatterns = [
    path("support/", giving.support, name="support"),
    path("support/thanks/", giving.thanks, name="support-thanks"),
]
