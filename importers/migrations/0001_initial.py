import django.db.models.deletion
import reforms.models.uploads
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('reforms', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='識別子')),
                ('file', models.FileField(storage=reforms.models.uploads.uploads, upload_to='imports/%Y', verbose_name='ファイル')),
                ('file_name', models.CharField(max_length=255, verbose_name='ファイル名')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='大きさ（バイト）')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='取り込んだ人')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='受付日時')),
                ('state', models.CharField(choices=[('waiting', '読取り待ち'), ('reading', '読取り中'), ('asking', '調査回の指定待ち'), ('preview', '確認待ち'), ('refused', '読み取れません'), ('applying', '反映中'), ('applied', '反映済み'), ('undoing', '取消し中'), ('undone', '元に戻した'), ('dropped', '取りやめ')], default='waiting', max_length=10, verbose_name='状態')),
                ('stage', models.CharField(blank=True, max_length=60, verbose_name='作業')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='済んだ数')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='全体の数')),
                ('beat_at', models.DateTimeField(blank=True, null=True, verbose_name='最後の進み')),
                ('message', models.TextField(blank=True, verbose_name='知らせ')),
                ('layout', models.CharField(blank=True, max_length=40, verbose_name='様式')),
                ('made_from', models.CharField(blank=True, max_length=40, verbose_name='元の資料の様式')),
                ('programme', models.CharField(blank=True, max_length=200, verbose_name='計画（記載のとおり）')),
                ('edition', models.CharField(blank=True, max_length=200, verbose_name='版（記載のとおり）')),
                ('fiscal_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年度')),
                ('ministries', models.JSONField(blank=True, default=list, verbose_name='府省庁（記載のとおり）')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='reforms.reportinground', verbose_name='調査回')),
                ('counts', models.JSONField(blank=True, default=dict, verbose_name='件数')),
                ('fingerprint', models.CharField(blank=True, max_length=64, verbose_name='照合値')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確定した人')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='確定日時')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imports', to='reforms.sourcedocument', verbose_name='出典文書')),
                ('overrides', models.BooleanField(default=False, verbose_name='締切・確認済みの行にも反映する')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='元に戻した人')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='元に戻した日時')),
                ('undo_reason', models.TextField(blank=True, verbose_name='元に戻した理由')),
            ],
            options={
                'verbose_name': '取込み',
                'verbose_name_plural': '取込み',
                'ordering': ('-uploaded_at', 'pk'),
                'permissions': [('import_files', '資料を取り込み、取り込みを元に戻せる')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('applied', 'undoing', 'undone')), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), ('applied_by__isnull', False)), _connector='OR'), name='applied_import_has_author_and_reason', violation_error_message='反映には理由と確定した人が要ります。')],
            },
        ),
        migrations.CreateModel(
            name='PreviewRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='importers.importbatch', verbose_name='取込み')),
                ('order', models.PositiveIntegerField(verbose_name='順')),
                ('key', models.CharField(max_length=80, verbose_name='行')),
                ('kind', models.CharField(choices=[('new', '新規'), ('changed', '変更'), ('retired', '廃止候補'), ('undecided', '判断が必要'), ('unchanged', '同じ')], max_length=10, verbose_name='種類')),
                ('table', models.CharField(max_length=10, verbose_name='表')),
                ('item', models.CharField(blank=True, max_length=500, verbose_name='改革項目')),
                ('title', models.TextField(blank=True, verbose_name='行の名称')),
                ('severity', models.CharField(blank=True, max_length=10, verbose_name='最も重い確認事項')),
                ('content', models.JSONField(verbose_name='内容')),
                ('decision', models.CharField(blank=True, max_length=60, verbose_name='判断')),
            ],
            options={
                'verbose_name': '取込みの予定行',
                'verbose_name_plural': '取込みの予定行',
                'ordering': ('batch_id', 'order'),
                'indexes': [models.Index(fields=['batch', 'kind', 'order'], name='preview_by_kind')],
                'constraints': [models.UniqueConstraint(fields=('batch', 'key'), name='preview_row_key_once_a_batch')],
            },
        ),
    ]
