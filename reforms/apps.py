"""The app's name, and what begins with it."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from kpi_tracker.sessions import begin_session


class ReformsConfig(AppConfig):
    """改革工程表."""

    name = "reforms"
    verbose_name = "改革工程表"

    def ready(self) -> None:
        """Every way of signing in begins a session: passwords, passkeys, the ministries' own sign-in."""
        user_logged_in.connect(begin_session, dispatch_uid="begin_session")
