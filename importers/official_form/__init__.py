"""Writing the official form 様式 of a 工程表, which `importers/readers/official_form` reads."""

from importers.official_form.filled import FilledPage, FormColumns, filled_pages
from importers.official_form.fitting import UnwritableForm
from importers.official_form.writer import write_form_template, write_official_form, write_published_form

__all__ = [
    "FilledPage",
    "FormColumns",
    "UnwritableForm",
    "filled_pages",
    "write_form_template",
    "write_official_form",
    "write_published_form",
]
