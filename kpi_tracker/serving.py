"""What must be set before the tracker may serve anyone."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def require_settings() -> None:
    """Raises ImproperlyConfigured with the first thing that is missing: a server must not start half configured."""
    if settings.DEBUG:
        return
    if not os.environ.get("SECRET_KEY"):
        raise ImproperlyConfigured("環境変数 SECRET_KEY を設定してください（DEBUG=0 では必須です）。")
    if not settings.ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "環境変数 ALLOWED_HOSTS に公開するホスト名を設定してください（DEBUG=0 では必須です）。"
        )
