"""Reading the environment. A value that cannot be meant raises ImproperlyConfigured with what to do, in Japanese."""

import os

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

DATABASE_FORMS = "postgres://利用者:パスワード@ホスト:ポート/名前 か sqlite:///パス"
SHORTEST_KEY = 32


def read_switch(name: str) -> bool:
    """0 (default) or 1, nothing else: DEBUG=false must not mean true."""
    value = os.environ.get(name, "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"環境変数 {name} は 0 か 1 にしてください（今の値: {value!r}）。")
    return value == "1"


def read_list(name: str) -> list[str]:
    """The comma-separated words of a variable, empty where it is not set."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def read_database(address: str) -> dj_database_url.DBConfig:
    """The PostgreSQL or SQLite database behind a DATABASE_URL."""
    try:
        config = dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True)
    except ValueError:
        config = dj_database_url.DBConfig()
    known = address.startswith(("postgres://", "postgresql://", "sqlite://"))
    if not known or not config.get("NAME"):
        raise ImproperlyConfigured(f"環境変数 DATABASE_URL は {DATABASE_FORMS} の形にしてください。")
    return config


def require_serving(secret_key: str, allowed_hosts: list[str]) -> None:
    """What a server that is not for development must be given: a server must not start half configured."""
    if len(secret_key) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"環境変数 SECRET_KEY に{SHORTEST_KEY}文字以上の推測できない文字列を設定してください（DEBUG=0 では必須）。"
        )
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured(
            "環境変数 ALLOWED_HOSTS に公開するホスト名を列挙してください（DEBUG=0 では必須で、* は使えません）。"
        )
