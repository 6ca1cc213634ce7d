"""Addresses that need no account."""

from django.urls import path

from workflow_app.web.public.item import item
from workflow_app.web.public.notices import notice, notices
from workflow_app.web.public.objections import objection_answer, objection_status, objections
from workflow_app.web.public.progress import progress
from workflow_app.web.public.verify import verify

urlpatterns = [
    path("items/<slug:slug>/", item, name="item"),
    path("notices/", notices, name="notices"),
    path("notices/<int:notice_id>", notice, name="notice"),
    path("objections/", objections, name="objections"),
    path("objections/<str:code>", objection_status, name="objection_status"),
    path("objections/<str:code>/answer.pdf", objection_answer, name="objection_answer"),
    path("q", progress, name="progress"),
    path("c/", verify, name="verify_file"),
    path("c/<str:token>", verify, name="verify"),
]
