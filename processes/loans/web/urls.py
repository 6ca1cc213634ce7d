"""Addresses of the family's screens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
