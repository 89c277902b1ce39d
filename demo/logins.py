"""The logins of the demonstration paper, which exist nowhere else."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

LOGINS = {
    "editor": ("Editors", "perevoznyk"),
    "moderator": ("Moderators", "polishchenko"),
    "publisher": ("Publishers", ""),
    "admin": ("Administrators", ""),
    "reporter": ("Reporters", "lystvyn"),
}
"""Every demo login, its group, and the person of the paper whose login it is."""


def are_there() -> bool:
    """Say whether the demo paper with its logins is in this house."""
    return _password_file().exists() and User.objects.filter(username__in=LOGINS).exists()


def password() -> str:
    """Return the password of all demo logins, which is made once and stays in the data folder."""
    if not _password_file().exists():
        with os.fdopen(os.open(_password_file(), os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(f"demo-{secrets.token_hex(4)}")
    return _password_file().read_text()


def _password_file() -> Path:
    return settings.DATA / "demo_password"
