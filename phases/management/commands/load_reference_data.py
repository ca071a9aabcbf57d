"""Loads what the product knows beforehand, of municipalities, law, cases, decisions and process. Run it at any time."""

from django.core.management.base import BaseCommand

from cases import reference_data as cases
from decisions import reference_data as decisions
from models_catalog import reference_data as models_catalog
from municipalities import reference_data as municipalities
from phases import reference_data as phases


class Command(BaseCommand):
    help = "Load municipalities, rules of law, cases, questions, clauses and the process from the files of their apps."

    def handle(self, *args, **options):
        for module in (municipalities, models_catalog, cases, decisions, phases):
            self.stdout.write(module.load())
