"""What the name cell of a KPI holds beside the name: a label or what is left of it, and 【再掲】."""

from __future__ import annotations

import re
from dataclasses import dataclass

LABEL = re.compile(r"^(?P<label>[①-⑳](?:\s*[-－ー―‐–—−]\s*[0-9０-９]{1,2})?)\s*(?=\D)")
LABEL_REMNANT = re.compile(r"^[-－ー―‐–—−•·]\s*[0-9０-９]{1,2}\s*(?=[^0-9０-９\s.,％%])")
RELISTED = re.compile(r"[\[［【〔(（〈]\s*(?:再\s*掲)\s*[\]］】〕)）〉]|[\[［【〔]再掲|再掲[\]］】〕]")
LIKE_RELISTED = re.compile(r"[\[［【〔](?:再.|.掲)[\]］】〕]")
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True)
class KpiName:
    """label: as printed, None where only a part is left; is_unsure_relisted: 再掲 was read with a wrong letter."""

    name: str | None
    label: str | None = None
    has_label_remnant: bool = False
    relisted: bool = False
    is_unsure_relisted: bool = False


def read_name(text: str | None) -> KpiName:
    """The name without its label and its 【再掲】; no name where OCR left no word of it.

    >>> read_name("- 2 総合窓口の導入[再掲]")
    KpiName(name='総合窓口の導入', label=None, has_label_remnant=True, relisted=True, is_unsure_relisted=False)
    >>> read_name("9 F F").name is None
    True
    """
    if text is None or not JAPANESE.search(text):
        return KpiName(None)
    sure, unsure = RELISTED.search(text), LIKE_RELISTED.search(text)
    name = LIKE_RELISTED.sub("", RELISTED.sub("", text)).strip()
    label, remnant = LABEL.match(name), LABEL_REMNANT.match(name)
    return KpiName(
        name=LABEL_REMNANT.sub("", LABEL.sub("", name)).strip() or None,
        label="".join(label["label"].split()) if label else None,
        has_label_remnant=remnant is not None,
        relisted=bool(sure or unsure),
        is_unsure_relisted=bool(unsure and not sure),
    )
