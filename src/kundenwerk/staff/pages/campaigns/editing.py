"""Planning and changing a campaign."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kundenwerk.marketing import commands
from kundenwerk.marketing.models import Campaign
from kundenwerk.marketing.queries import campaign
from kundenwerk.marketing.rules import CampaignState, UnusableCampaign
from kundenwerk.staff import undoing
from kundenwerk.staff.access import Permission, page
from kundenwerk.staff.pages.campaigns.forms import CampaignForm
from kundenwerk.staff.pages.campaigns.words import REFUSALS, SENTENCES, differences


def find(campaign_id: int) -> Campaign:
    """The campaign of an address.

    Raises:
        Http404: there is none.
    """
    try:
        return campaign(campaign_id)
    except (Campaign.DoesNotExist, OverflowError):
        raise Http404 from None


@page(Permission.CAMPAIGNS_WRITE, ("GET", "POST"))
def new(request: HttpRequest) -> HttpResponse:
    """Plan a campaign."""
    form = CampaignForm(request.POST or None)
    return _edited(
        request,
        form,
        lambda: commands.create_campaign(
            form.call(request.user.get_username()), data=form.entered()
        ),
    )


@page(Permission.CAMPAIGNS_WRITE, ("GET", "POST"))
def edit(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Change a campaign before it runs."""
    one = find(campaign_id)
    if request.method == "GET" and one.state not in {CampaignState.DRAFT, CampaignState.PLANNED}:
        messages.info(request, SENTENCES[commands.CampaignFixed][1])
        return redirect("staff:campaign", one.pk)
    form = CampaignForm(request.POST or None, initial=CampaignForm.shown(one))

    def work() -> int:
        commands.update_campaign(
            form.call(request.user.get_username()),
            campaign_id=one.pk,
            version=form.cleaned_data["version"],
            data=form.entered(),
        )
        return one.pk

    return _edited(request, form, work, one)


def _edited(
    request: HttpRequest, form: CampaignForm, work: Callable[[], int], one: Campaign | None = None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            campaign_id = work()
        except commands.StaleCampaign as stale:
            assert one is not None
            return _stale(request, form, one, stale)
        except UnusableCampaign as refusal:
            for name, sentence in refusal.errors.items():
                form.add_error(name if name in form.fields else None, sentence)
        except commands.CodeAnswered as refusal:
            told = f"Auf {refusal.code} wurde schon geantwortet. Der Code bleibt bei der Kampagne."
            form.add_error("codes", told)
        except REFUSALS as refusal:
            field, sentence = SENTENCES[type(refusal)]
            form.add_error(field or None, sentence)
        else:
            messages.success(request, "Die Kampagne ist gespeichert.")
            return redirect("staff:campaign", campaign_id)
    shown = {"form": form, "campaign": one}
    status = 422 if form.errors else 200
    return render(request, "staff/campaigns/edit.html", shown, status=status)


def _stale(
    request: HttpRequest, form: CampaignForm, one: Campaign, stale: commands.StaleCampaign
) -> HttpResponse:
    """What was typed beside what a colleague stored; sending it again takes the newest version."""
    typed = [
        (name, value)
        for name in form.fields
        if name not in {"key", "version"}
        for value in form.data.getlist(name)  # type: ignore[attr-defined]
    ]
    return undoing.conflict(
        request,
        "Die Kampagne wurde woanders geändert",
        differences(form.entered(), stale.current),
        back=reverse("staff:campaign_edit", args=[one.pk]),
        given=[*typed, ("version", stale.version), ("key", form.fresh_key())],
    )
