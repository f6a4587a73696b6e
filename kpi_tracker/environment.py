"""Reading the environment. A value that cannot be meant raises ImproperlyConfigured with what to do, in Japanese."""

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

DATABASE_FORMS = "postgres://利用者:パスワード@ホスト:ポート/名前 か sqlite:///パス"
SHORTEST_KEY = 32
MAIL_SECURITIES = ("starttls", "tls", "none")
OIDC_NEEDS = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")


def read_switch(name: str, default: str = "0") -> bool:
    """0 or 1, nothing else: DEBUG=false must not mean true."""
    value = os.environ.get(name, default)
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"環境変数 {name} は 0 か 1 にしてください（今の値: {value!r}）。")
    return value == "1"


def read_list(name: str) -> list[str]:
    """The comma-separated words of a variable, empty where it is not set."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def read_secret(name: str) -> str:
    """A variable, or the first line of the file that the variable `name`_FILE names; "" where neither is set."""
    path = os.environ.get(f"{name}_FILE", "")
    if not path:
        return os.environ.get(name, "")
    if os.environ.get(name):
        raise ImproperlyConfigured(f"環境変数 {name} と {name}_FILE は、どちらか一方だけを設定してください。")
    try:
        return Path(path).read_text().partition("\n")[0].strip()
    except OSError as fault:
        raise ImproperlyConfigured(f"環境変数 {name}_FILE のファイル {path} を読めません：{fault.strerror}") from fault


def read_choices(name: str, known: Collection[str]) -> list[str]:
    """The comma-separated words of a variable, all of them known ones; empty where it is not set."""
    words = read_list(name)
    if any(word not in known for word in words):
        raise ImproperlyConfigured(
            f"環境変数 {name} には {'、'.join(known)} を「,」で区切って書いてください（今の値: {','.join(words)!r}）。"
        )
    return words


def read_choice(name: str, known: Collection[str], default: str) -> str:
    """One of the known words."""
    value = os.environ.get(name) or default
    if value not in known:
        raise ImproperlyConfigured(
            f"環境変数 {name} は {'、'.join(known)} のどれかにしてください（今の値: {value!r}）。"
        )
    return value


def read_count(name: str, default: int = 0, most: int = 99) -> int:
    """A whole number from 0 to `most`."""
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        raise ImproperlyConfigured(f"環境変数 {name} は 0 から {most} の整数にしてください（今の値: {value!r}）。")
    return int(value)


@dataclass(frozen=True)
class TrustedSignIn:
    """The ministries' own sign-in as allauth is told of it, and where pages may send people; empty where none is."""

    apps: list[dict[str, Any]] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)


def read_trusted_sign_in() -> TrustedSignIn:
    """The OpenID Connect service behind OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: all of them or none."""
    values = [read_secret(name).strip() for name in OIDC_NEEDS]
    if not any(values):
        return TrustedSignIn()
    missing = [name for name, value in zip(OIDC_NEEDS, values, strict=True) if not value]
    if missing:
        raise ImproperlyConfigured(
            f"環境変数 {'、'.join(missing)} も設定してください（{'、'.join(OIDC_NEEDS)} はそろえて設定します）。"
        )
    issuer, client, secret = values
    parts = urlsplit(issuer)
    if parts.scheme != "https" or not parts.hostname:
        raise ImproperlyConfigured(
            f"環境変数 OIDC_ISSUER は https:// で始まる発行者のURLにしてください（今の値: {issuer!r}）。"
        )
    app = {
        "provider_id": "ministry",
        "name": os.environ.get("OIDC_NAME") or "府省共通の認証",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer},
    }
    return TrustedSignIn([app], [f"https://{parts.netloc}"])


@dataclass(frozen=True)
class MailServer:
    """host: "" where none is set, then no mail is sent. security: "starttls", "tls" or "none"; sender: of our mails."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str


def read_mail_server() -> MailServer:
    """The mail server behind EMAIL_HOST and the other variables of mail."""
    port, security = os.environ.get("EMAIL_PORT") or "587", read_choice("EMAIL_SECURITY", MAIL_SECURITIES, "starttls")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ImproperlyConfigured(f"環境変数 EMAIL_PORT は 1 から 65535 の整数にしてください（今の値: {port!r}）。")
    user = os.environ.get("EMAIL_HOST_USER", "")
    return MailServer(
        host=os.environ.get("EMAIL_HOST", ""),
        port=int(port),
        user=user,
        password=read_secret("EMAIL_HOST_PASSWORD"),
        security=security,
        sender=os.environ.get("EMAIL_FROM") or (user if "@" in user else "kpi-tracker@localhost"),
    )


def read_site_address(default: str) -> str:
    """The address of this site as mails give it, without a slash at its end."""
    address = os.environ.get("SITE_URL") or default
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or (os.environ.get("SITE_URL") and not parts.hostname):
        raise ImproperlyConfigured(
            f"環境変数 SITE_URL は https:// で始まるこのサイトのURLにしてください（今の値: {address!r}）。"
        )
    return address.rstrip("/")


def read_networks(name: str) -> list[IPv4Network | IPv6Network]:
    """The comma-separated addresses or networks (10.0.0.0/24) of a variable."""
    try:
        return [ip_network(word) for word in read_list(name)]
    except ValueError as fault:
        raise ImproperlyConfigured(
            f"環境変数 {name} には 10.1.2.3 か 10.1.2.0/24 の形のアドレスを「,」で区切って書いてください。"
        ) from fault


def read_frame_ancestors() -> list[str]:
    """Whose pages may show ours in a frame: our own, and the https origins of FRAME_ANCESTORS."""
    addresses = read_list("FRAME_ANCESTORS")
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname or address != f"https://{parts.netloc}":
            raise ImproperlyConfigured(
                "環境変数 FRAME_ANCESTORS は https://www.example.go.jp の形のアドレスを"
                f"コンマで区切って並べてください（今の値: {address!r}）。"
            )
    return ["'self'", *addresses]


def read_database(address: str) -> dj_database_url.DBConfig:
    """The PostgreSQL or SQLite database behind a DATABASE_URL."""
    try:
        config = dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True)
    except ValueError:
        config = dj_database_url.DBConfig()
    known = address.startswith(("postgres://", "postgresql://", "sqlite://"))
    if not known or not config.get("NAME"):
        raise ImproperlyConfigured(f"環境変数 DATABASE_URL は {DATABASE_FORMS} の形にしてください。")
    seconds = read_count("STATEMENT_TIMEOUT", most=3600)
    if seconds and not address.startswith("sqlite:"):
        config["OPTIONS"] = {**config.get("OPTIONS", {}), "options": f"-c statement_timeout={seconds}s"}
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
