"""`manage.py import_population`: the newest population from Statistikbanken, or from a file without a network."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from common.exceptions import DomainError
from common.formats import long_date
from municipalities.services import import_population


class Command(BaseCommand):
    help = "Import the population of the 98 municipalities (FOLK1A). All or none; what is there stays on errors."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, help="CSV from Statistikbanken: codes, semicolons, one quarter.")

    def handle(self, *args, file: Path | None, **options):
        try:
            done = import_population(file.read_text(encoding="utf-8-sig") if file else None)
        except (DomainError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        said = f"{len(done.population.values)} municipalities on {long_date(done.population.date)}"
        self.stdout.write(f"{said}: {done.added} new figures, {done.changed} changed")
