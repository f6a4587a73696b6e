"""Static files as they are named where they are served for real."""

from django.conf import settings
from django.contrib.staticfiles.utils import get_files
from django.core.files.storage import FileSystemStorage

from kpi_tracker.static_files import HashedStaticFiles


def test_a_module_imports_the_release_it_belongs_to(tmp_path):
    source = FileSystemStorage(settings.BASE_DIR / "static")
    storage = HashedStaticFiles(tmp_path, base_url="/static/")
    paths = {path: (source, path) for path in get_files(source)}
    for path in paths:
        with source.open(path) as content:
            storage.save(path, content)

    faults = [outcome for _, _, outcome in storage.post_process(paths) if isinstance(outcome, Exception)]

    assert faults == []
    imported = storage.hashed_files["js/worksheet-row.js"].rpartition("/")[2]
    with storage.open(storage.hashed_files["js/worksheet.js"]) as module:
        assert f'from "./{imported}"'.encode() in module.read()
