"""Addresses of the frame: in and out, large text, papers, health."""

from django.urls import path

from workflow_app.web.health import healthz, readyz
from workflow_app.web.home import home
from workflow_app.web.large_text import large_text
from workflow_app.web.paper import paper, paper_page
from workflow_app.web.sign_in import sign_in, sign_out

urlpatterns = [
    path("", home, name="home"),
    path("sign-in", sign_in, name="sign_in"),
    path("sign-out", sign_out, name="sign_out"),
    path("large-text", large_text, name="large_text"),
    path("papers/<int:paper_id>.pdf", paper, name="paper"),
    path("papers/<int:paper_id>/<int:page>.jpg", paper_page, name="paper_page"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
