"""Every address of the house, group by group."""

from django.urls import include, path

urlpatterns = [
    path("", include("workflow_app.web.urls")),
    path("", include("workflow_app.web.public.urls")),
    path("", include("workflow_app.web.applicant.urls")),
    path("desk/", include("workflow_app.web.desk.urls")),
    path("finance/", include("workflow_app.web.finance.urls")),
]
handler400 = "workflow_app.web.errors.too_much"
handler404 = "workflow_app.web.errors.not_found"
handler500 = "workflow_app.web.errors.broken"
