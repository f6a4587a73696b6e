"""How the parts of a round stand, in words, with what each still lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kpis.entry_reading.keys import segment_key, snapshot_key
from kpis.models import ProgressSnapshot
from kpis.part_states import state_badge
from kpis.worksheet.names import name_of
from kpis.worksheet.page import MissingWords, ShownPart
from reforms.models import Ministry, ProgressSegment, ReportingRound, Submission
from reforms.parts import PartKey, Parts
from reforms.rights import Person, rights_on

Entry = ProgressSegment | ProgressSnapshot


@dataclass(frozen=True)
class ItemParts:
    """The parts that the person's rows belong to, as they are shown."""

    shown: dict[PartKey, ShownPart]

    def of_item(self, item: int) -> list[ShownPart]:
        """Those of one item, in the order of the ministries."""
        return [part for key, part in self.shown.items() if key.item == item]


def item_parts(
    round: ReportingRound, person: Person, parts: Parts, rows: Iterable[tuple[Entry, list[PartKey], str]]
) -> ItemParts:
    """The parts of the rows, each with what rows of it lack. Two queries. rows: with their parts and what they lack."""
    lacking: dict[PartKey, list[MissingWords]] = defaultdict(list)
    keys: set[PartKey] = set()
    for entry, own, lack in rows:
        keys.update(own)
        for key in own if lack else ():
            lacking[key].append(missing_words(entry, lack))
    ministries = Ministry.objects.in_bulk({key.ministry for key in keys})
    returned = Submission.objects.filter(round=round, state=Submission.State.RETURNED)
    reasons = {
        PartKey(item, ministry): reason for item, ministry, reason in returned.values_list("item", "ministry", "reason")
    }
    ranked = sorted(keys & parts.keys(), key=lambda key: (ministries[key.ministry].order, key))
    return ItemParts(
        {key: _shown(key, ministries[key.ministry], person, parts, reasons, lacking[key]) for key in ranked}
    )


def missing_words(entry: Entry, lack: str) -> MissingWords:
    """What a row lacks, with the row's name and address."""
    if isinstance(entry, ProgressSegment):
        key, name = segment_key(entry.pk), name_of(entry)
    else:
        key, name = snapshot_key(entry.pk), str(entry.listing)
    return MissingWords(key, f"{name}：{lack}", f"#{key}")


def _shown(
    key: PartKey,
    ministry: Ministry,
    person: Person,
    parts: Parts,
    reasons: dict[PartKey, str],
    missing: list[MissingWords],
) -> ShownPart:
    part = parts[key]
    rights = rights_on(person, part)
    badge = state_badge(part.state)
    return ShownPart(
        ministry=ministry.name,
        ministry_pk=ministry.pk,
        state=part.state,
        state_words=badge.label,
        shape=badge.shape,
        colour_role=badge.colour_role,
        returned_reason=reasons.get(key, ""),
        may_submit=rights.may_submit,
        may_withdraw=rights.may_withdraw,
        missing=missing,
    )
