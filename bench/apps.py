"""The bench as Django sees it: commands for those who work on the paper, without models."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "bench"
