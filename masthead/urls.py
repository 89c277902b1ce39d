"""Addresses of the pages about the paper."""

from django.urls import path, re_path

from masthead import views

urlpatterns = [
    path("about/", views.about, name="about"),
    path("about/people/", views.people, name="people"),
    re_path(r"^about/(?P<slug>[-\w]+)/$", views.policy, name="policy"),
    re_path(r"^theme/(?P<color>[0-9a-f]{6})\.css$", views.theme, name="theme"),
]
