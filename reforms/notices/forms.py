"""Whether a person takes notices by mail."""

from django import forms


class MailForm(forms.Form):
    """The switch: on or off."""

    takes_mail = forms.ChoiceField(choices=[("on", "受け取る"), ("off", "受け取らない")])
