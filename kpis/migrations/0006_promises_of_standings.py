"""A promise belongs to the standing of its row, whose key is that of the row: the column stays as it is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kpis", "0005_lost_promises")]

    operations = [
        migrations.RemoveConstraint("publishedpromise", "published_promise_number_once_a_row"),
        migrations.AlterField(
            "publishedpromise",
            "published",
            models.ForeignKey(
                "kpis.PublishedKpi",
                on_delete=django.db.models.deletion.CASCADE,
                db_column="published_id",
                related_name="promises",
            ),
        ),
        migrations.RenameField("publishedpromise", "published", "standing"),
        migrations.AlterField(
            "publishedpromise",
            "standing",
            models.ForeignKey(
                "kpis.KpiStanding",
                on_delete=django.db.models.deletion.CASCADE,
                db_column="published_id",
                related_name="promises",
                verbose_name="公表された行の現況",
            ),
        ),
        migrations.AlterModelOptions(
            "publishedpromise",
            {
                "ordering": ("publication_id", "standing_id", "number"),
                "verbose_name": "公表された約束",
                "verbose_name_plural": "公表された約束",
            },
        ),
        migrations.AddConstraint(
            "publishedpromise",
            models.UniqueConstraint(fields=("standing", "number"), name="published_promise_number_once_a_row"),
        ),
    ]
