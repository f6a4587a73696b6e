import resource

import pytest
from django.core.files.base import ContentFile

from kpi_tracker.whole_files import WholeFiles

LIMIT = 100_000


@pytest.fixture
def full_disk():
    """While it is asked for, no file of this process may grow beyond LIMIT."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def kept(tmp_path):
    return WholeFiles(tmp_path, file_permissions_mode=0o600)


def test_a_file_that_the_disk_has_no_room_for_leaves_nothing_behind(kept, full_disk, tmp_path):
    with pytest.raises(OSError, match="too large"):
        kept.save("folder/name", ContentFile(bytes(2 * LIMIT)))
    assert list(tmp_path.rglob("*")) == []


def test_a_file_is_kept_under_its_name_alone(kept, tmp_path):
    name = kept.save("folder/name", ContentFile(b"content"))
    (path,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert (name, path) == ("folder/name", tmp_path / "folder" / "name")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"content", 0o600)


def test_a_name_that_is_taken_stays_with_the_file_that_has_it(kept, tmp_path):
    first, second = (kept.save("name", ContentFile(content)) for content in (b"first", b"second"))
    assert [(tmp_path / name).read_bytes() for name in (first, second)] == [b"first", b"second"]
