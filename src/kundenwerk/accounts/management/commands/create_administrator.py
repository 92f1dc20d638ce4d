"""The first login of an installation, from which all others can be made."""

from __future__ import annotations

import argparse
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from kundenwerk.accounts.commands import create_login
from kundenwerk.accounts.models import User
from kundenwerk.accounts.roles import Role
from kundenwerk.platform.commands import Call, command


class Command(BaseCommand):
    """Prints a password that is nowhere kept readable."""

    help = "Legt einen Zugang der Administration an."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Who it is for."""
        parser.add_argument("username")
        parser.add_argument("email")

    def handle(self, **options: Any) -> None:
        """Make the login.

        Raises:
            CommandError: the name is taken, or the address is none.
        """
        username, email = options["username"].strip(), options["email"].strip()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"„{email}“ ist keine E-Mail-Adresse.") from error
        if not username or User.objects.filter(username__iexact=username).exists():
            raise CommandError(f"Den Anmeldenamen „{username}“ gibt es schon.")
        password = secrets.token_urlsafe(15)
        call = Call.of_job("create_administrator", username)
        create_administrator(call, username=username, email=email, password=password)
        self.stdout.write(f"Anmeldename: {username}\nPasswort:    {password}")
        self.stdout.write("Bitte melden Sie sich an, ändern Sie es und richten Sie einen zweiten")
        self.stdout.write("Faktor ein.")


@command
def create_administrator(*, username: str, email: str, password: str) -> int:
    """Make a login that may do everything."""
    login = create_login(
        username=username,
        email=email,
        role=Role.ADMINISTRATOR,
        first_name="",
        last_name=username,
        password=password,
    )
    return int(login.pk)
