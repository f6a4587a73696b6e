"""A person's decision about a proposal."""

from __future__ import annotations

from django import forms

from kpis.models import KpiProposal


class ProposalDecisionForm(forms.Form):
    """Whether the two are what the proposal says, and why."""

    state = forms.ChoiceField(
        label="判断",
        choices=[
            (KpiProposal.State.ACCEPTED.value, "提案のとおり"),
            (KpiProposal.State.REJECTED.value, KpiProposal.State.REJECTED.label),
        ],
    )
    reason = forms.CharField(label="理由", max_length=2000)
