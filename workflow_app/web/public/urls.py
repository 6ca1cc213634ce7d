"""Addresses that need no account."""

from django.urls import path

from workflow_app.web.public.item import item
from workflow_app.web.public.notices import notice, notices, objected
from workflow_app.web.public.progress import progress
from workflow_app.web.public.verify import verify

urlpatterns = [
    path("items/<slug:slug>/", item, name="item"),
    path("notices/", notices, name="notices"),
    path("notices/<int:notice_id>", notice, name="notice"),
    path("notices/<int:notice_id>/objected", objected, name="objected"),
    path("q", progress, name="progress"),
    path("c/<str:token>", verify, name="verify"),
]
