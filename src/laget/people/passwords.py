"""What a password must be, beyond what Django checks."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own check; its message has no Norwegian translation."""

    def get_error_message(self) -> str:
        return _("Passordet er for kort. Bruk minst %(count)s tegn.") % {"count": self.min_length}
