from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put what a service refused beside the fields that it is about.

    Args:
        form: valid so far, and bound; errors of fields it does not have stand on top.
    """
    by_field = getattr(error, "error_dict", {None: [error]})
    for name, errors in by_field.items():
        form.add_error(name if name in form.fields else None, errors)
