import pytest

from scripts.export_requirements import find_unexplained

PYPROJECT = """
[project]
dependencies = [
    "Django>=5.2,<5.3", # the web framework
    {line}
]
"""


@pytest.mark.parametrize(
    ("line", "unexplained"),
    [
        pytest.param('"whitenoise[brotli]>=6", # static files', [], id="a reason beside it"),
        pytest.param('"whitenoise[brotli]>=6",', ["whitenoise"], id="none"),
    ],
)
def test_each_direct_dependency_needs_a_reason(line, unexplained):
    assert find_unexplained(PYPROJECT.format(line=line)) == unexplained
