"""`make chaos`: each fault in turn, on real processes, while five people save rows; some minutes.

    python -m scripts.chaos [--json] [--only NAME]

Run beneath `scripts.throwaway_postgres`, DEBUG being 0, on Linux. Prints a table in Markdown, and on stderr in which
words people were refused. Ends with 1 where a promise was broken: nothing is lost that was answered 保存済み, every
answer can be read, nothing is half written, everything works again by itself.
"""

from __future__ import annotations

import os
import sys
from tempfile import TemporaryDirectory

import django

from scripts.throwaway_postgres import find_free_port


def main() -> None:
    """Runs the faults; uploaded files are kept for as long only."""
    with TemporaryDirectory() as files:
        os.environ |= {
            "FILES_ROOT": files,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(find_free_port()),
            "EMAIL_SECURITY": "none",
        }
        django.setup()
        from scripts.chaos.run import run  # noqa: PLC0415 - models can be imported only now

        is_kept = run()
    sys.exit(not is_kept)


if __name__ == "__main__":
    main()
