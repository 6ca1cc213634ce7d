"""Start-up: the flows of every released route, the checks; after every migrate the triggers and which routes and sheets are released."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class House(AppConfig):
    """workflow_app as Django sees it."""

    name = "workflow_app"
    verbose_name = "惠民"

    def ready(self) -> None:
        from workflow_app import checks  # noqa: F401
        from workflow_app.flow import released
        from workflow_app.management import after_migrate
        from workflow_app.models import triggers

        released.build_all()
        post_migrate.connect(triggers.install_after_migrate, sender=self)
        post_migrate.connect(after_migrate.remember_releases, sender=self)
