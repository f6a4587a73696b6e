from django.db import migrations

from kpis.search_index import drop_search_indexes, make_search_indexes


def make(apps, schema_editor):
    told = make_search_indexes(schema_editor.connection)
    if told:
        print(f"\n{told}")


def drop(apps, schema_editor):
    drop_search_indexes(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('kpis', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(make, drop, elidable=False),
    ]
