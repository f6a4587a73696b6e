"""Expands a table that people write to. Not in one transaction: an index is made beside them, not before them.

Each step can be taken again: a migration that gave way to people is run once more. Backwards it contracts.
"""

from django.db import migrations

TABLE, COLUMN, INDEX = "kpis_progresssnapshot", "meanwhile", "kpis_progresssnapshot_meanwhile"
DROP_INDEX = f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kpis", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS {COLUMN} text NULL",
            f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS {COLUMN}",
        ),
        migrations.RunSQL(DROP_INDEX, migrations.RunSQL.noop),  # one that was cut off stays, and is not valid
        migrations.RunSQL(f"CREATE INDEX CONCURRENTLY {INDEX} ON {TABLE} ({COLUMN})", DROP_INDEX),
    ]
