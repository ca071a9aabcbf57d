"""Print a collaboration as JSON. For whoever runs the installation: the command line asks for no rights."""

import json

from django.core.management.base import BaseCommand, CommandError

from collaborations.models import Collaboration
from reports.documents import frozen


class Command(BaseCommand):
    help = "Print the whole of a collaboration as JSON. The schema is described in docs/export-schema.md."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the word in the address: /samarbejder/SLUG/")

    def handle(self, *, slug: str, **options):
        found = Collaboration.objects.filter(slug=slug).values_list("pk", flat=True).first()
        if found is None:
            raise CommandError(f"There is no collaboration with the slug {slug!r}.")
        self.stdout.write(json.dumps(frozen(found), ensure_ascii=False, indent=2))
