"""Inputs of any kind, from Hypothesis, which is loaded with the tests that want them and with no others."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

__all__ = ["HealthCheck", "example", "given", "settings", "st"]

settings.register_profile("house", deadline=None)  # A busy machine is not a fault.
settings.load_profile("house")
