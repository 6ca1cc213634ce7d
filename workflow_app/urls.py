"""Every address of the house, group by group, and those of the families."""

from django.apps import apps
from django.urls import include, path

# A family whose cases live on after the decision brings screens of its own.
families = [config.urls_module for config in apps.get_app_configs() if hasattr(config, "urls_module")]
urlpatterns = [
    *(path("", include(urls)) for urls in families),
    path("", include("workflow_app.web.urls")),
    path("", include("workflow_app.web.public.urls")),
    path("", include("workflow_app.web.applicant.urls")),
    path("desk/", include("workflow_app.web.desk.urls")),
    path("oversight/", include("workflow_app.web.oversight.urls")),
    path("finance/", include("workflow_app.web.finance.urls")),
]
handler400 = "workflow_app.web.errors.too_much"
handler404 = "workflow_app.web.errors.not_found"
handler500 = "workflow_app.web.errors.broken"
