"""`manage.py create_administrator you@example.org`: the first administrator, or a way in when the last one has gone."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts import mails, services
from accounts.models import SystemRole
from common.exceptions import DomainError


class Command(BaseCommand):
    help = "Invite somebody by e-mail as administrator, and print the link in case the mail does not arrive."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *args, email: str, name: str, **options):
        try:
            user = services.invite_user(
                email=email, name=name, invited_by=None, reason=_("Du er administrator af Samarbejde.")
            )
            services.give_system_role(user=user, role=SystemRole.Role.ADMINISTRATOR, actor=None)
        except DomainError as error:
            raise CommandError(str(error)) from error
        if user.awaits_acceptance:
            self.stdout.write(mails.absolute_url(mails.invitation_path(user)))
        else:
            self.stdout.write(_("%s kan allerede logge ind og er nu administrator.") % user)
