"""表記ゆれ: words that documents write in several ways, each with the one way that searching compares by.

Both the words of a document and what is asked for are brought to the same way, so it is not said which one is right.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spelling:
    """Ways of writing one word. written: in NFKC and lower case; compared_as: the way that searching compares by;
    source: what says that they are one word."""

    compared_as: str
    written: tuple[str, ...]
    source: str


OKURIGANA = "公用文における漢字使用等について（平成22年内閣訓令第1号）2 送り仮名の付け方"
KANJI = "公用文における漢字使用等について（平成22年内閣訓令第1号）1 漢字使用"
EXAMPLES = "文部科学省 公用文送り仮名用例集"
COUNTING = "公用文作成の考え方（令和4年文化審議会建議）Ⅰ－1「か所」「か月」"
JOYO = "常用漢字表（平成22年内閣告示第2号）"
IN_OUR_DOCUMENTS = "公表された工程表・施策一覧に両方の書き方がある"
_COUNTED = ("月", "所", "年", "国", "条", "村")

SPELLINGS = (
    *(Spelling(f"か{noun}", tuple(f"{small}{noun}" for small in "ヶヵケカ箇ゕゖ"), COUNTING) for noun in _COUNTED),
    Spelling("取組", ("取り組み", "取組み", "取り組"), EXAMPLES),
    Spelling("引上げ", ("引き上げ",), OKURIGANA),
    Spelling("引下げ", ("引き下げ",), OKURIGANA),
    Spelling("受入れ", ("受け入れ",), OKURIGANA),
    Spelling("申込み", ("申し込み",), OKURIGANA),
    Spelling("見積り", ("見積もり",), OKURIGANA),
    Spelling("問合せ", ("問い合わせ", "問合わせ", "問い合せ"), OKURIGANA),
    Spelling("組合せ", ("組み合わせ", "組合わせ", "組み合せ"), OKURIGANA),
    Spelling("打合せ", ("打ち合わせ", "打合わせ", "打ち合せ"), OKURIGANA),
    Spelling("切替え", ("切り替え", "切替", "切りかえ"), OKURIGANA),
    Spelling("割当て", ("割り当て",), OKURIGANA),
    Spelling("手続", ("手続き",), OKURIGANA),
    Spelling("届出", ("届け出",), OKURIGANA),
    Spelling("貸付け", ("貸し付け",), OKURIGANA),
    Spelling("積立て", ("積み立て",), OKURIGANA),
    Spelling("取りまとめ", ("とりまとめ", "取り纏め"), IN_OUR_DOCUMENTS),
    Spelling("洗い出し", ("洗出し", "洗いだし"), IN_OUR_DOCUMENTS),
    Spelling("全て", ("すべて",), KANJI),
    Spelling("既に", ("すでに",), KANJI),
    Spelling("更に", ("さらに",), KANJI),
    Spelling("及び", ("および",), KANJI),
    Spelling("又は", ("または",), KANJI),
    Spelling("関わる", ("かかわる",), JOYO),
    Spelling("当たり", ("あたり", "当り"), KANJI),
    Spelling("進捗", ("進ちょく", "進陟"), JOYO),
    Spelling("障害", ("障がい", "障碍"), JOYO),
    Spelling("子供", ("子ども", "こども"), JOYO),
    Spelling("行う", ("行なう",), JOYO),
)
"""Only words that no other word ends or begins with: what is brought to one way must not be cut out of a neighbour."""

_LETTERS = (
    (
        "﨑髙濵濱邊邉澤櫻齋齊德𠮷廣國學會縣",
        "崎高浜浜辺辺沢桜斎斉徳吉広国学会県",
    ),  # JOYO's 康熙字典体; CP932's own 﨑 髙
    ("‐‑‒–—―−", "-------"),
    ("〜·", "~・"),
)
LETTERS = {ord(written): compared for pair in _LETTERS for written, compared in zip(*pair, strict=True)}
"""Forms of one character that NFKC keeps apart."""

COMPARED_AS = {way: one.compared_as for one in SPELLINGS for way in (one.compared_as, *one.written)}
"""Each way of writing, that of the comparison among them: 切替え must not be taken for 切替 with え after it."""
