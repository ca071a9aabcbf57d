from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common.exceptions import DomainError
from demo.loader import load_demo
from demo.users import DEMO_USERS


class Command(BaseCommand):
    help = "Loads demo users, twelve real collaborations and two examples where no collaboration exists yet."

    def handle(self, *args, **options):
        try:
            summary = load_demo()
        except DomainError as error:
            raise CommandError(str(error)) from error
        if not summary:
            self.stdout.write("Der er allerede samarbejder her. Demodata er ikke indlæst igen.")
            return
        self.stdout.write(summary)
        self.stdout.write(f"Log ind med adgangskoden {settings.DEMO_PASSWORD} som:")
        for user in DEMO_USERS:
            self.stdout.write(f"  {user.email:<28} {user.name}")
