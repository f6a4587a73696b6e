"""`manage.py write_official_forms FOLDER`: every published round as the official form, as a workbook and as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from importers.official_form import UnwritableForm
from importers.published_forms.files import form_in_workbook, form_on_paper
from importers.published_forms.printing import NotPrintable
from importers.published_forms.selectors import PublishedForm, form_of_round
from importers.workbook import UnwritableText
from kpi_tracker.lib.file_names import download_name
from reforms.selectors import current_publications


class Command(BaseCommand):
    """A PDF takes about half a second a page: a whole round is written here, the site gives one 改革項目 at a time."""

    help = "公表されている工程表を、公式様式のExcelとPDFにして FOLDER に書き出します（年度ごとに一つずつ）。"

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and which year."""
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="書き出すフォルダー（なければ作ります）")
        parser.add_argument("--year", type=int, help="この年度だけを書き出します")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes round after round, then prints the path of each file."""
        publications = current_publications()
        if options["year"]:
            publications = publications.filter(round__fiscal_year=options["year"])
        forms = (form for one in publications if (form := form_of_round(one.round_id)))
        paths = [path for form in forms for path in _written(form, options["folder"])]
        if not paths:
            raise CommandError("公式様式で公表された工程表がありません。年度を確かめてください。")
        self.stdout.write("\n".join(map(str, paths)))


def _written(form: PublishedForm, folder: Path) -> list[Path]:
    """The files that were written of a round."""
    try:
        files = {".xlsx": form_in_workbook(form), ".pdf": form_on_paper(form)}
        folder.mkdir(parents=True, exist_ok=True)
        paths = {folder / download_name(form.file_stem + ending): data for ending, data in files.items()}
        for path, data in paths.items():
            path.write_bytes(data)
    except (NotPrintable, UnwritableForm, UnwritableText) as told:
        raise CommandError(f"{form.name}：{told}") from None
    except OSError as reason:
        name = type(reason).__name__
        raise CommandError(f"{folder}: 書き出せません（{name}）。フォルダーと権限を確かめてください。") from None
    return list(paths)
