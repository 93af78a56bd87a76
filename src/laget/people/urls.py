"""Sign-in and one's own account. The names are allauth's, which looks its pages up by them; the rest of
allauth's pages (sign-up, e-mail addresses, password by mail) are not mounted."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from laget.people import views

urlpatterns = [
    path("inn/", account.login, name="account_login"),
    path("inn/kode/", second_factor.authenticate, name="mfa_authenticate"),
    path("inn/stengt/", account.account_inactive, name="account_inactive"),
    # Whoever stops halfway, at the code, leaves through the same door and is not signed in yet.
    path("ut/", login_not_required(account.logout), name="account_logout"),
    path("konto/", views.Account.as_view(), name="mfa_index"),
    path("konto/passord/", views.ChangePassword.as_view(), name="account_change_password"),
    # Whoever has no password (a demo's cast) has none to change.
    path("konto/passord/nytt/", RedirectView.as_view(pattern_name="mfa_index"), name="account_set_password"),
    path("konto/bekreft/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/bekreft/kode/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("konto/app/", views.EnrolSecondFactor.as_view(), name="mfa_activate_totp"),
    path("konto/app/fjern/", views.RemoveSecondFactor.as_view(), name="mfa_deactivate_totp"),
    path("konto/reservekoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/reservekoder/nye/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("konto/reservekoder/fil/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

if settings.LAGET_DEMO:
    demo = ([path("<slug:role>/", views.demo_sign_in, name="demo_sign_in")], "people")
    urlpatterns.append(path("demo/", include(demo)))
