"""Trigrams for searching on PostgreSQL: the same rows are found without them, only slower, as on SQLite.

A term of one or two characters has no trigram: for those every row is looked at on any database.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

EXTENSION_MISSING = (
    "検索用の索引を作れませんでした：このデータベースの利用者は拡張 pg_trgm を入れられません。"
    "検索の結果は同じですが遅くなります。"
    "データベースの管理者に「CREATE EXTENSION pg_trgm」を頼み、その後で manage.py index_search を実行してください。"
)


@dataclass(frozen=True)
class SearchedColumn:
    """A column that words are looked for in, and the name of its index."""

    table: str
    column: str
    index: str


COLUMNS = (
    SearchedColumn("kpis_publishedkpi", "search_key", "published_kpi_trigrams"),
    SearchedColumn("reforms_publisheditem", "search_key", "published_item_trigrams"),
    SearchedColumn("reforms_publisheditem", "heading_key", "published_heading_trigrams"),
    SearchedColumn("reforms_publishedprogress", "search_key", "published_progress_trigrams"),
)


def make_search_indexes(connection: BaseDatabaseWrapper) -> str:
    """Makes the indexes that are missing, on PostgreSQL; what a person should know, "" where all is well."""
    if connection.vendor != "postgresql":
        return ""
    if not _has_trigrams(connection):
        return EXTENSION_MISSING
    with connection.cursor() as cursor:
        for one in COLUMNS:
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS "{one.index}" ON "{one.table}" USING gin ("{one.column}" gin_trgm_ops)'
            )
    return ""


def drop_search_indexes(connection: BaseDatabaseWrapper) -> None:
    """Takes the indexes away; the extension may serve others and stays."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for one in COLUMNS:
                cursor.execute(f'DROP INDEX IF EXISTS "{one.index}"')


def _has_trigrams(connection: BaseDatabaseWrapper) -> bool:
    """Whether the extension is there, or could be made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone():
            return True
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:  # no right to, or not installed on the server: each means the same to us
            return False
    return True
