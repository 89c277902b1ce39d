"""The machinery as Django sees it."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
