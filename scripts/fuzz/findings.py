"""What was found: each fault once, with how to meet it again."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field


@dataclass
class Findings:
    """Faults by where they were raised: a thousand questions may meet the same one."""

    met: dict[str, int] = field(default_factory=dict)

    def add(self, place: str, told: str) -> None:
        """Prints a fault the first time that its place is met."""
        self.met[place] = self.met.get(place, 0) + 1
        if self.met[place] == 1:
            print(f"\n■ {told}\n", flush=True)

    def add_raised(self, error: BaseException, again: str) -> None:
        """Prints an exception with its traceback, and how to meet it again."""
        frames = traceback.extract_tb(error.__traceback__)
        last = frames[-1] if frames else None
        place = f"{type(error).__name__} {last.filename}:{last.lineno}" if last else repr(error)
        self.add(place, f"{again}\n{''.join(traceback.format_exception(error))}")

    @property
    def count(self) -> int:
        """How many different ones."""
        return len(self.met)
