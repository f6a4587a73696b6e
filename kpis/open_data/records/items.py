"""Tables of 改革項目 and 改革工程."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from kpis.open_data.code_lists import MARKS, MINISTRIES
from kpis.open_data.columns import Described, Part
from kpis.open_data.records.shared import Cited, InPublication, UnderItem


@dataclass(frozen=True)
class ItemRecord:
    """改革項目."""

    publication: InPublication
    item: UnderItem
    order: Annotated[int, Described("順", "公表の中での記載順")]
    important_issue: Annotated[str, Described("重要課題", "記載のとおりの重要課題")]
    url: Annotated[str, Described("アドレス", "改革項目のページ")]
    cited: Cited | None


@dataclass(frozen=True)
class ItemMinistryRecord:
    """改革項目の府省庁: one an item and ministry."""

    publication: InPublication
    item: UnderItem
    ministry: Annotated[str, Described("府省庁", "府省庁の名称", codes=MINISTRIES)]
    is_printed: Annotated[bool, Described("項目に記載", "falseは進捗の欄にだけ書かれた府省庁")]
    is_lead: Annotated[bool, Described("主担当", "主担当（◎など）と書かれているか")]


@dataclass(frozen=True)
class ItemAttributeRecord:
    """改革項目のその他の記載: one an item, column of the form and value."""

    publication: InPublication
    item: UnderItem
    heading: Annotated[str, Described("欄", "様式の欄の名")]
    number: Annotated[int, Described("値の順", "欄の中で1から")]
    words: Annotated[str, Described("記載", "記載のとおりの語")]


@dataclass(frozen=True)
class ProcessRecord:
    """改革工程の進捗: one a process, part of its progress cell and ministry."""

    publication: InPublication
    item: UnderItem
    progress_id: Annotated[int, Described("進捗ID", "進捗の欄の番号。複数の改革工程が一つの欄を共有することがある")]
    process_id: Annotated[int, Described("改革工程ID", "改革工程の番号")]
    process_order: Annotated[int, Described("改革工程の順", "様式の中での記載順")]
    process_words: Annotated[str, Described("改革工程", "記載のとおりの改革工程")]
    segment: Annotated[int | None, Described("区切りの番号", "【総務省】などで区切った部分の番号。1から")]
    label: Annotated[str, Described("区切りの見出し", "記載のとおりの見出し（【総務省】など）")]
    ministry: Annotated[str, Described("府省庁", "部分の府省庁。記載がなければ空", codes=MINISTRIES)]
    progress: Annotated[str, Described("計画期間中の進捗", "記載のとおりの進捗")]
    outlook: Annotated[str, Described("今後の進展について", "記載のとおりの今後の進展")]
    mark: Annotated[str, Described("進捗の印", "記載された印（順調など）の符号", codes=MARKS)]
    mark_words: Annotated[str, Described("進捗の印の記載", "記載のとおりの印")]
    process_cited: Annotated[Cited | None, Part("改革工程の", "process_")]
    progress_cited: Annotated[Cited | None, Part("進捗の", "progress_")]


@dataclass(frozen=True)
class ProcessItemRecord:
    """改革工程の改革項目: one a progress cell and item that it stands under."""

    publication: InPublication
    progress_id: Annotated[int, Described("進捗ID", "進捗の欄の番号")]
    item: UnderItem
