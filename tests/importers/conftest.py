"""What the tests of the import share."""

import pytest

from importers import spool


@pytest.fixture
def few_held(monkeypatch):
    """Hardly any row is held in memory: small files take the way of large ones."""
    monkeypatch.setattr(spool, "HELD", 4)
    monkeypatch.setattr(spool, "_BLOCK", 3)
    monkeypatch.setattr(spool, "_BLOCKS_HELD", 2)
