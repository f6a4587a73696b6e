"""The words of invented measures: what each field may say, in the ways of writing that such lists use."""

from __future__ import annotations

from random import Random
from typing import Any

Json = dict[str, Any]
HEADINGS = {
    "no": "No",
    "name": "施策名",
    "kpi_progress": "KPI (進捗)",
    "kpi_effect": "KPI (効果)",
    "summary": "課題・取組概要(スケジュール・効果)",
    "pillar": "対応する柱",
    "timing": "{}官民データ活用推進計画掲載時期",
    "support": "{}等への支援策",
    "budget": "予算事業名",
    "urls": "参考URL",
    "policy_no": "国の施策番号",
    "ministries": "府省庁名①",
}
TIMING_HEADING = HEADINGS["timing"]
EFFECT_HEADINGS = {
    "efficiency": "行政の効率化・コスト削減",
    "economy": "地域社会・経済の活性化",
    "convenience": "住民生活の利便性の向上",
    "safety": "住民生活の安全・安心の確保",
}
PILLARS = (
    "窓口における本人確認の見直し等",
    "農地台帳の容易な利用等",
    "その他",
    "図書館の利用の機会の拡大",
    "学校情報システムの共同化・業務の見直し",
    "避難所に係る規格の整備等",
)
_OFFICES = (
    "農林水産省",
    "環境省",
    "国土交通省",
    "消防庁",
    "文化庁",
    "内閣府",
    "内閣官房",
    "復興庁",
    "財務省",
    "防衛省",
)
_LOOSE_OFFICES = ("関係府省庁", "全府省庁", "関係省庁")
_THINGS = (
    "農地台帳",
    "河川監視カメラ",
    "貸出図書",
    "空き家台帳",
    "避難所名簿",
    "学校給食",
    "水道台帳",
    "観光案内板",
    "市民農園",
)
_DEEDS = ("電子化", "共同利用", "標準化", "公開", "遠隔監視", "一元管理")
_COUNTS = (
    ("導入した市区町村の数", "団体"),
    ("実証実験の実施件数", "件"),
    ("利用可能な施設数", "施設"),
    ("研修会の開催回数", "回"),
    ("登録者数", "人"),
    ("接続済みの学校数", "校"),
)
_RATES = ("オンライン利用率", "整備済みの割合", "満足した住民の割合")
_ACTS = ("手引きの作成", "システムの構築", "協議会の設置", "試行の実施", "仕様書の公開")
_BY = ("", "に", "までに", "末までに", "中に", "末", ":", "：")


def measure(random: Random) -> str:
    """The name of a measure."""
    return f"{random.choice(_THINGS)}の{random.choice(_DEEDS)}の{random.choice(('推進', '支援', '促進等'))}"


def kpi(random: Random, side: str) -> tuple[str, list[Json]]:
    """A KPI as printed with its targets: plain, with a target in brackets, or with a date alone."""
    thing = random.choice(_THINGS)
    kind = random.random()
    if kind < 0.3:
        count, unit = random.choice(_COUNTS)
        return _with_target(random, side, f"{thing}の{count}", unit)
    if kind < 0.45:
        return _with_target(random, side, f"{thing}の{random.choice(_RATES)}", random.choice(("%", "割")))
    if kind < 0.55:
        return f"{thing}の{random.choice(_ACTS)}({_year(random)[0]}{random.choice(('前半', '末', '以降', '中'))})", []
    if kind < 0.65:
        return f"{thing}の{random.choice(_ACTS)}", []
    if kind < 0.75:
        return (
            f"{thing}の{random.choice(_COUNTS)[0]}({random.choice(('関係機関を含む', '都道府県分', '全国の合計'))})",
            [],
        )
    return f"{thing}の{random.choice(_COUNTS)[0]}", []


def _with_target(random: Random, side: str, name: str, unit: str) -> tuple[str, list[Json]]:
    year, fiscal_year, period = _year(random)
    by = random.choice(_BY)
    approx = unit not in ("%", "割") and random.random() < 0.3
    value = random.randrange(1, 10) if unit == "割" else random.randrange(2, 100 if unit == "%" else 30_000)
    number = f"{value:,}" if random.random() < 0.5 else str(value)
    cumulative = "延べ" if unit in ("人", "件") and random.random() < 0.2 else ""
    target = {
        "from": side,
        "value": value * 10 if unit == "割" else value,
        "unit": "%" if unit == "割" else unit,
        "fy": fiscal_year,
        "period": period,
        "approx": approx,
        "comparator": None,
    }
    return f"{name}({year}{by}{'約' * approx}{cumulative}{number}{unit}{random.choice(('', '', '以上'))})", [target]


def _year(random: Random) -> tuple[str, int, str]:
    """A year as printed, the fiscal year it is, and whether it is a calendar year."""
    fiscal_year = random.randrange(2019, 2031)
    era = "令和元" if fiscal_year == 2019 else f"令和{fiscal_year - 2018}"
    period = random.choice(("fiscal", "fiscal", "fiscal", "calendar"))
    word = random.choice((era, str(fiscal_year)))
    return word + ("年度" if period == "fiscal" else "年"), fiscal_year, period


def not_set(random: Random) -> str:
    """A KPI still to be set."""
    year = _year(random)[0]
    reasons = (f"({year}中に検討)", f"({year}に設定)", "", f"({year}の整備後に設定予定)", "(検討の状況を踏まえて設定)")
    return "未設定" + random.choice(reasons)


def offices(random: Random, leads_lost: bool) -> tuple[list[str], list[str]]:
    """The offices as printed, and those that lead."""
    names = random.sample(_OFFICES, random.randrange(1, 5))
    leads = [] if leads_lost else names[: random.choice((1, 1, 1, 2))]
    loose = [random.choice(_LOOSE_OFFICES)] if random.random() < 0.2 else []
    return [f"◎{name}" if name in leads else name for name in names] + loose, leads


def timing(random: Random) -> str:
    """掲載時期."""
    year = _year(random)[0].replace("年度", "年").replace("年", "年度")
    return random.choice((f"{year}から", f"{year}以降", "時期調整中", f"{year}から(時期調整中)"))


def summary(random: Random, html: bool) -> str:
    """課題・取組概要: two to four sentences."""
    thing = random.choice(_THINGS)
    sentences = [
        f"{thing}については、紙による事務が残り、担当者の負担が大きい。",
        f"{_year(random)[0]}までに{thing}の{random.choice(_DEEDS)}を全国{random.randrange(20, 900)}団体で進める。",
        "関係機関と連携し、必要な見直しを行う。",
        f"これにより、{thing}に係る手間を軽減。",
    ][: random.randrange(2, 5)]
    if html:
        return '<ul style="list-style-type: none"> ' + " ".join(f"<li>{one}</li>" for one in sentences) + "</ul>"
    return " ".join(f"- {one}" for one in sentences)


def support(random: Random, html: bool) -> tuple[str, str | None]:
    """支援策 as printed and as read."""
    kind = random.random()
    if kind < 0.1:
        return random.choice(("", "-")), None
    thing = random.choice(_THINGS)
    sentences = [f"{thing}の{random.choice(_DEEDS)}に要する経費の一部を補助。", f"{thing}に関する手引書を公表済。"]
    if html and random.random() < 0.6:
        return f"<p>{sentences[0]}</p> <ul> <li>{sentences[1]}</li> </ul>", "".join(sentences)
    text = " ".join(sentences[: random.randrange(1, 3)])
    text = f"○{text}" if random.random() < 0.2 else text
    return text, text


def budget(random: Random, html: bool) -> tuple[str, list[str]]:
    """予算事業名 as printed and as read."""
    if random.random() < 0.35:
        return random.choice(("-", "-", "")), []
    names = [
        f"{random.choice(_THINGS)}{random.choice(_DEEDS)}{end}"
        for end in random.sample(_PROJECT_ENDS, random.choice((1, 1, 2)))
    ]
    label = random.choice(("<予算事業名>", "<予算事業名[補助金名]>"))
    text = label + random.choice(("", " ")) + " ".join(names)
    return (f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}</p>" if html else text), names


_PROJECT_ENDS = (
    "推進事業",
    "支援事業",
    "整備事業費",
    "に要する経費",
    "交付金",
    "促進事業[地域振興費補助金]",
    "推進施策",
)


def urls(random: Random, html: bool) -> tuple[str, list[str]]:
    """参考URL as printed and as read; some broken by spaces."""
    if random.random() < 0.3:
        return "-", []
    addresses = [_address(random) for _ in range(random.randrange(1, 4))]
    titled = []
    for address in addresses:
        title = f"({random.choice(_THINGS)}の{random.choice(_DEEDS)}(第{random.randrange(2, 5)}版)について)"
        if html:
            linked = f'<a href="{address}">{address}</a>'.replace("&", "&amp;")
            titled.append(f"<p>{title}</p> <p>{linked}</p>")
        else:
            titled.append(f"{title} {_broken(random, address)}")
    return " ".join(titled), list(dict.fromkeys(addresses))


def _address(random: Random) -> str:
    host = random.choice(("www.example.go.jp", "data.pref.example.jp", "www8.cao.example.jp"))
    folder = random.choice(("seisaku_jigyou", "joho_tsusin/kyouiku", "stf/bunya_0001", "guides"))
    page = random.choice(("index.html", "h3005_tsuuchi.pdf", "doc?id=12&page=3", "", "list.xlsx"))
    return f"{random.choice(('http', 'https'))}://{host}/{folder}/{page}"


def _broken(random: Random, address: str) -> str:
    """The address with a space inside its folder, as a narrow column leaves it."""
    if random.random() > 0.2 or not address.endswith((".html", ".pdf", ".xlsx")):
        return address
    place = address.index("/", 9) + random.randrange(2, 5)
    return f"{address[:place]} {address[place:]}"
