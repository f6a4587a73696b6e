"""変更履歴: every state of an entry, and putting an older text back."""
