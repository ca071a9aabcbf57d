from cases.forms.references import CollaborationChoiceForm, UseCaseForm

__all__ = ["CollaborationChoiceForm", "UseCaseForm"]
