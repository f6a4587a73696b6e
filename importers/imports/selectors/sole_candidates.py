"""Open questions that all seem to have the same answer: there is one standing row only that the file's row can be."""

from __future__ import annotations

from collections import Counter

from importers.models import ImportBatch, PreviewRow


def sole_candidates(batch: ImportBatch) -> dict[int, str]:
    """Of the open questions with a single candidate that no other question names, the decision for it, by primary key
    of the row. One query."""
    named: Counter[str] = Counter()
    alone = {}
    open_questions = batch.rows.filter(kind=PreviewRow.Kind.UNDECIDED, decision="").exclude(severity="error")
    for key, content in open_questions.values_list("pk", "content"):
        row_ids = [candidate["row_id"] for candidate in content.get("candidates", ())]
        named.update(row_ids)
        if len(row_ids) == 1:
            alone[key] = row_ids[0]
    return {key: f"{PreviewRow.SAME}{row_id}" for key, row_id in alone.items() if named[row_id] == 1}
