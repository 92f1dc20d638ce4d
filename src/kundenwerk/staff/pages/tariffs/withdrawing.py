"""Take back the approval of prices nobody was offered yet: first what follows, then the reason."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kundenwerk.platform import clock
from kundenwerk.platform.commands import Call
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.tariffs.versions import found_version
from kundenwerk.tariffs import commands, queries
from kundenwerk.tariffs.commands.approval import LONGEST_REASON
from kundenwerk.ui.forms import CommandForm, TextField

USED = (
    "Angebote oder Verträge stützen sich auf diesen Preisstand, deshalb bleibt er freigegeben. "
    "Bereiten Sie eine Preisanpassung vor."
)
ON_SALE = (
    "Der Verkauf hat schon begonnen, deshalb bleibt der Preisstand freigegeben. "
    "Beenden Sie den Verkauf oder bereiten Sie eine Preisanpassung vor."
)


class WithdrawalForm(CommandForm):
    """Why the approval is taken back."""

    reason = TextField(
        label="Grund",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Bitte nennen Sie den Grund."},
        help_text="Steht danach am Entwurf und im Protokoll.",
    )


@page(Permission.TARIFFS_WRITE, methods=("GET", "POST"))
def withdraw(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show what then holds again, and withdraw for a reason."""
    version = found_version(version_id)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = form.call(request.user.get_username())
        if _withdrawn(form, call, version_id):
            undoing.tell(request, call, "Die Freigabe ist zurückgenommen.")
            return redirect("staff:version", version_id)
    elif version.approved_on is None:
        return redirect("staff:version", version_id)
    stays = USED if version.used_at else ON_SALE
    shown = {
        "version": version,
        "form": form,
        "reopened": queries.reopened_without(version),
        "refusal": "" if version.withdrawable(clock.today()) else stays,
    }
    status = 422 if form.errors else 200
    return render(request, "staff/prices/withdraw.html", shown, status=status)


def _withdrawn(form: WithdrawalForm, call: Call, version_id: int) -> bool:
    """Whether it is withdrawn, now or before; otherwise the form says why not."""
    reason = form.cleaned_data["reason"]
    try:
        commands.withdraw_approval(call, version_id=version_id, day=clock.today(), reason=reason)
    except commands.NotApproved:
        return True
    except commands.VersionUsed:
        form.add_error(None, USED)
    except commands.OnSale:
        form.add_error(None, ON_SALE)
    except commands.WithdrawalRefused as refusal:
        form.add_error("reason", str(refusal))
    else:
        return True
    return False
