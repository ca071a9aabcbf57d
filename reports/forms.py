from django import forms


class ReadProposalForm(forms.Form):
    """The fingerprint of what somebody has read before sending it (`telling.Proposal`)."""

    read = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class SeenStageForm(forms.Form):
    """Which stage the page shows already, so that a poll can tell whether there is something new to say."""

    set = forms.CharField(max_length=20, required=False)
