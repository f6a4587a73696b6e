"""Who may enter the screens of 取込."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponseBase

from reforms.models import User

MAY_IMPORT = "importers.import_files"
View = Callable[..., HttpResponseBase]


def for_importers(view: View) -> View:
    """The view for those who may import; others are told that they may not."""
    return permission_required(MAY_IMPORT, raise_exception=True)(view)


def person(request: HttpRequest) -> User:
    """Who is signed in, behind `for_importers`."""
    return cast(User, request.user)
