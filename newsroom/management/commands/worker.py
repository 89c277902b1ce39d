"""Does background jobs until told to stop; any number may run beside one another."""

import os
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from newsroom import database_guard
from press import worker

KINDNESS = 10  # Readers and editors come first: compressing a picture can wait for a moment of rest.


class Command(BaseCommand):
    help = "Do background jobs until told to stop. `run` starts one; start more where one is not enough."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, help="stop as soon as this process is no longer our parent")

    def handle(self, *, parent: int | None, **options: Any) -> None:
        if not database_guard.is_begun():
            database_guard.refuse_if_lost()
        os.nice(KINDNESS)
        told_to_stop = worker.stop_on_signals()
        with suppress(worker.Stopped):
            worker.run(alive=lambda: not told_to_stop.is_set() and parent in (None, os.getppid()))
