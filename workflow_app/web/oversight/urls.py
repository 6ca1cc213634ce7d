"""Addresses of oversight."""

from __future__ import annotations

from django.urls import URLPattern, path

from workflow_app.web.oversight import board

urlpatterns: list[URLPattern] = [
    path("", board.board, name="oversight"),
    path("<int:unit_id>/<slug:kind>/", board.behind, name="oversight_behind"),
]
