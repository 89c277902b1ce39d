"""Addresses for those who support us."""

urlpatterns = []
