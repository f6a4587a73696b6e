"""What lists count and sort is read off indexes."""

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("kpis", "0003_narrow_indexes"), ("reforms", "0002_cache_table")]

    operations = [
        migrations.RemoveIndex("contradiction", "contradiction_found"),
        migrations.AddIndex(
            "contradiction",
            models.Index(
                condition=models.Q(("is_found", True)),
                fields=["decision", "check_id", "id"],
                name="contradictions_as_listed",
            ),
        ),
        migrations.AddIndex("publishedpromise", models.Index(Coalesce("ends_on", "begins_on"), name="promise_due_days")),
        # Of the table that ties standings to ministries, which has no model of its own: the rows of a ministry.
        migrations.RunSQL(
            "CREATE INDEX standing_ties_by_ministry ON kpis_kpistanding_ministries (ministry_id, kpistanding_id)",
            "DROP INDEX standing_ties_by_ministry",
        ),
    ]
