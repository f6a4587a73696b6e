"""The form as files: a workbook with a sheet a page, and paper, A4 across, every page headed and numbered."""

from __future__ import annotations

import io

from django.template.loader import render_to_string

from importers.official_form import filled_pages, write_published_form
from importers.published_forms.printing import printed
from importers.published_forms.selectors import PublishedForm


def form_in_workbook(form: PublishedForm) -> bytes:
    """The .xlsx file. Raises UnwritableForm where the form has no cell for what is printed, and UnwritableText where a
    cell cannot hold its words."""
    made = io.BytesIO()
    write_published_form(form.document, made, columns=form.columns, foot=form.provenance)
    return made.getvalue()


def form_on_paper(form: PublishedForm) -> bytes:
    """The PDF. Raises NotPrintable, and UnwritableForm as `form_in_workbook`."""
    pages = list(filled_pages(form.document, form.columns))
    html = render_to_string("importers/official_form.html", {"form": form, "pages": pages, "words": form.columns.words})
    return printed(html, render_to_string("importers/official_form.css"))
