"""No more advertising by mail: the page behind the link in every such mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from kundenwerk.marketing.commands import refuse_by_link
from kundenwerk.marketing.queries.mailing import mail_behind
from kundenwerk.platform.clock import today
from kundenwerk.platform.commands import Call
from kundenwerk.platform.limits import Limit
from kundenwerk.portal.access import public

# Mail programs press for many people from few addresses.
REFUSALS = Limit("public-refusals", most=3000, seconds=3600)


# Mail programs send one POST without having seen the page (RFC 8058). Who knows the link may end
# the mails; nothing else can be done with it, so that a forged request gains nothing.
@csrf_exempt
@public(("GET", "POST"), sends=REFUSALS)
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, because programs that look for viruses follow links; POST ends the mails."""
    mail = mail_behind(token)
    if mail is None:
        return render(request, "public/unsubscribe.html", {"is_unknown": True}, status=404)
    if request.method == "POST":
        refuse_by_link(Call.of_job("link.refuse", mail.pk), mail_id=mail.pk, day=today())
    is_done = request.method == "POST" or mail.refused_on is not None
    return render(request, "public/unsubscribe.html", {"is_done": is_done})
