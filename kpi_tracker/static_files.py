"""How static files are named where they are served for real."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library comes without types
    """Names with the hash of the content, in the imports of modules too: a page never mixes scripts of two releases."""

    support_js_module_import_aggregation = True
