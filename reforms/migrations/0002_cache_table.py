from django.core.management import call_command
from django.db import migrations

CACHE = "django_cache"


def make_cache_table(apps, schema_editor):
    """The table that every process of the server counts wrong guesses in; `migrate` is all an operator runs."""
    call_command("createcachetable", CACHE, database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(CACHE)}")


class Migration(migrations.Migration):

    dependencies = [
        ('reforms', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
