"""Loads what the product knows beforehand: municipalities, law, cases, the process. May be run at any time."""

from django.core.management.base import BaseCommand

from cases import reference_data as cases
from models_catalog import reference_data as models_catalog
from municipalities import reference_data as municipalities
from phases import reference_data as phases


class Command(BaseCommand):
    help = "Load municipalities, organisation types, rules of law, cases and the process from the files of their apps."

    def handle(self, *args, **options):
        for module in (municipalities, models_catalog, cases, phases):
            self.stdout.write(module.load())
