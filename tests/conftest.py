"""What all tests share: how hard hypothesis looks for a counter-example."""

import os

from hypothesis import settings

# No deadline: a slow machine is no error. Derandomised: the same commit gives the same result wherever it runs.
settings.register_profile("suite", deadline=None, max_examples=100, derandomize=True)
# HYPOTHESIS_PROFILE=search pytest …: another thousand examples each time, for the author of a parser.
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
