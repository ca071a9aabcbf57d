from django import forms


class SeenStageForm(forms.Form):
    """Which stage the page shows already, so that a poll can tell whether there is something new to say."""

    set = forms.CharField(max_length=20, required=False)
