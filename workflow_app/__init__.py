"""The house: people, cases, approvals, clock, money and screens. It never names an item."""

from workflow_app.celery import app as celery_app

__all__ = ["celery_app"]
