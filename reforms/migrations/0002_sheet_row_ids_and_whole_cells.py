from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reforms', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='formsheet',
            name='sheet_order_once_an_edition',
        ),
        migrations.AddField(
            model_name='formsheet',
            name='row_id',
            field=models.CharField(default='', max_length=40, verbose_name='行ID'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='processprogress',
            name='progress_words',
            field=models.TextField(blank=True, verbose_name='計画期間中の進捗'),
        ),
        migrations.AddField(
            model_name='processprogress',
            name='outlook_words',
            field=models.TextField(blank=True, verbose_name='今後の進展について'),
        ),
        migrations.AddConstraint(
            model_name='formsheet',
            constraint=models.UniqueConstraint(fields=('edition', 'row_id'), name='sheet_row_id_once_an_edition'),
        ),
    ]
