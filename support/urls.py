"""Addresses for those who support us."""

from django.urls import path

from support.views import counting, giving

urlpatterns = [
    path("support/", giving.support, name="support"),
    path("support/counted/", counting.counted, name="support-counted"),
    path("support/thanks/", giving.thanks, name="support-thanks"),
]
