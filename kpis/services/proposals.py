"""Writing proposals that listings are one KPI, and what people decide about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kpis.models import Kpi, KpiListing, KpiMove, KpiProposal
from kpis.services.identity import join_listings
from reforms.models import User
from reforms.services.recording import Change


class AlreadyDecided(ValueError):
    """Somebody has decided about the proposal before."""


@dataclass(frozen=True)
class ProposalDraft:
    """first and second: primary keys of KpiListings, the earlier document first; reasons: sentences."""

    first: int
    second: int
    kind: str
    score: int
    reasons: tuple[str, ...]


@transaction.atomic
def record_proposals(drafts: Sequence[ProposalDraft]) -> int:
    """Brings the open proposals to the latest ones; what people decided stays. How many are open now."""
    known = {(row.first_id, row.second_id, row.kind): row for row in KpiProposal.objects.select_for_update()}
    proposed = {(draft.first, draft.second, draft.kind): draft for draft in drafts}
    new = [
        KpiProposal(
            first_id=draft.first,
            second_id=draft.second,
            kind=draft.kind,
            score=draft.score,
            reasons=list(draft.reasons),
        )
        for key, draft in proposed.items()
        if key not in known
    ]
    KpiProposal.objects.bulk_create(new)
    open_rows = [row for row in known.values() if row.state == KpiProposal.State.OPEN]
    again = [row for row in open_rows if (row.first_id, row.second_id, row.kind) in proposed]
    for row in again:
        draft = proposed[row.first_id, row.second_id, row.kind]
        row.score, row.reasons = draft.score, list(draft.reasons)
    KpiProposal.objects.bulk_update(again, ["score", "reasons"])
    KpiProposal.objects.filter(pk__in=[row.pk for row in open_rows if row not in again]).delete()
    return len(new) + len(again)


@transaction.atomic
def accept(proposal: KpiProposal, *, reason: str, by: User) -> list[KpiMove]:
    """Says that the proposal is right. Of `same`, every listing of the second KPI joins the first.

    Raises AlreadyDecided, ValidationError without a reason.
    """
    row = _decide(proposal, KpiProposal.State.ACCEPTED, reason, by)
    if row.kind == KpiProposal.Kind.SUCCESSOR:
        return []
    first = Kpi.objects.get(listings=row.first_id)
    together = KpiListing.objects.filter(kpi__listings=row.second_id)
    return join_listings(list(together), to=first, grounds=KpiMove.Grounds.PERSON, change=Change(by, reason))


@transaction.atomic
def reject(proposal: KpiProposal, *, reason: str, by: User) -> None:
    """Says that the two are different. Raises AlreadyDecided, ValidationError without a reason."""
    _decide(proposal, KpiProposal.State.REJECTED, reason, by)


def _decide(proposal: KpiProposal, state: KpiProposal.State, reason: str, by: User) -> KpiProposal:
    row = KpiProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != KpiProposal.State.OPEN:
        raise AlreadyDecided("この提案は既に判断されています。一覧を読み直してください。")
    row.state, row.decision_reason, row.decided_by, row.decided_at = state, reason, by, timezone.now()
    row.full_clean()
    row.save(update_fields=["state", "decision_reason", "decided_by", "decided_at"])
    return row
