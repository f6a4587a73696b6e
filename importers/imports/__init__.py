"""取込: the screens from an uploaded file to its result, and back."""
