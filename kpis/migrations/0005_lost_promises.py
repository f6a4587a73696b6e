"""Promises of rows that were since published without them: nothing has taken them away, and no page shows them.

Before 0006, which ties each promise to the standing of its row; apart from it, as PostgreSQL changes no table in which the
same transaction has deleted.
"""

from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("kpis", "PublishedPromise").objects.filter(published__standing=None).delete()


class Migration(migrations.Migration):
    dependencies = [("kpis", "0004_indexes_of_lists")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
