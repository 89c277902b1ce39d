"""Addresses of others' use of our work."""

urlpatterns = []
