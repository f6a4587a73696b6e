"""Writing a question or an answer, and settling one."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST = 4_000


class CommentForm(forms.Form):
    """A question, or an answer where `question` names one."""

    question = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label="質問を書く",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="この行の担当府省庁と確認者に知らされます。",
        error_messages={"required": "内容を書いてください。"},
    )

    @classmethod
    def answering(cls, question: int, data: Any = None) -> CommentForm:
        """The form of an answer."""
        form = cls(data, initial={"question": question}, auto_id=f"answer-{question}_%s")
        form.fields["words"].label = "返答を書く"
        form.fields["words"].widget.attrs["rows"] = 3
        form.fields["words"].help_text = ""
        return form


class SettlingForm(forms.Form):
    """Whether a question is settled."""

    question = forms.IntegerField()
    act = forms.ChoiceField(choices=[("settle", "解決済みにする"), ("reopen", "未解決に戻す")])
