"""Celery runs what the outbox holds; no task carries data, so a lost message loses nothing."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow_app.settings")

app = Celery("huimin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workflow_app.jobs"], related_name="tasks")
