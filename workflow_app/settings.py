"""One page of settings. Not one number of policy is here: those are in each item's policy.yaml."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from workflow_app import environment

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(environment.text("HUIMIN_VAR", str(ROOT / "var")))

DEBUG = environment.flag("HUIMIN_DEBUG", False)
DEMO = environment.flag("HUIMIN_DEMO", True)  # simulated registers and bank; every page says so
SECRET_KEY = environment.secret("HUIMIN_SECRET_KEY", VAR / "secret_key")
REGISTERS = environment.text("HUIMIN_REGISTERS", "")  # the address of the service that answers for them; '' asks nobody
REGISTER_WORLD = VAR / "registers.json"  # what the demonstration's played registers know
DAYS_AHEAD = VAR / "days_ahead"  # of the demonstration; see workflow_app/moment.py
KEYRING_FILE = Path(environment.text("HUIMIN_KEYRING", str(VAR / "keyring.json")))
ALLOWED_HOSTS = environment.text("HUIMIN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
TRUSTED_PROXIES = environment.whole("HUIMIN_TRUSTED_PROXIES", 0)  # in front of us, each adding to X-Forwarded-For
RELEASE = environment.text(
    "HUIMIN_RELEASE", ""
)  # what the deployment calls itself; kept beside every version of a sheet
PUBLIC_ADDRESS = environment.text("HUIMIN_PUBLIC_ADDRESS", "http://localhost:8000")  # stands in the QR of papers

OWNERS_OF_TABLES = ("workflow_app", "housing", "loans", "viewflow", "auth", "contenttypes", "sessions")
INSTALLED_APPS = [
    "processes",  # first: its items are in the catalogue before the house builds their flows
    "workflow_app",
    "processes.housing",
    "processes.loans",
    "viewflow.workflow",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]
# A throw-away database is made from the models at once; that the migrations make the same is checked before every test run.
THROW_AWAY = environment.text("HUIMIN_THROW_AWAY", "")
MIGRATION_MODULES = dict.fromkeys(OWNERS_OF_TABLES, None) if THROW_AWAY else {}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "workflow_app.web.refused.RefusalMiddleware",
]
ROOT_URLCONF = "workflow_app.urls"
WSGI_APPLICATION = "workflow_app.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "workflow_app" / "templates", *sorted((ROOT / "processes").glob("*/templates"))],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workflow_app.web.surroundings.surroundings",
            ],
            "loaders": ["django.template.loaders.filesystem.Loader"]
            if DEBUG
            else [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }
]

DATABASES = {"default": environment.database("HUIMIN_DATABASE", VAR / "huimin.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "workflow_app.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO

LANGUAGE_CODE = "zh-hans"
# A browser set to English gets whole Chinese pages until there is a whole English catalogue.
LANGUAGES = [("zh-hans", "中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "workflow_app" / "static", ("bootstrap", ROOT / "node_modules" / "bootstrap" / "dist")]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "workflow_app.web.assets.HtmxFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "workflow_app.web.assets.DigestedFiles"},
}
SEALS = Path(environment.text("HUIMIN_SEALS", str(VAR / "seals")))  # better on another machine than the database
FILES = VAR / "files"  # uploads and papers, sealed with the keyring
# A PEM file with private key and certificate signs every paper; unset, a demonstration makes its own and says so; "off" signs none.
SIGNING_KEY = environment.text("HUIMIN_SIGNING_KEY", "")
FONTS = Path(environment.text("HUIMIN_FONTS", str(ROOT / "var" / "fonts")))
UPLOAD_BYTES = 20 * 1024 * 1024  # one file; refused before it is read
FILE_UPLOAD_HANDLERS = [
    "workflow_app.web.upload_limit.SkipTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "workflow_app.web.errors.csrf_refused"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"  # nothing of ours is shown inside another page
SECURE_REFERRER_POLICY = "same-origin"

CELERY_BROKER_URL = environment.text("HUIMIN_BROKER", "filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem://"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR / "broker"),
        "data_folder_out": str(VAR / "broker"),
        "control_folder": str(VAR / "broker-control"),
        "polling_interval": 0.2,  # at the default of 1 s the broker passes five messages a second
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat")
CELERY_BEAT_SCHEDULE = {
    "work the outbox": {"task": "workflow_app.jobs.tasks.work", "schedule": 5},
    "expire deadlines": {"task": "workflow_app.jobs.tasks.expire_deadlines", "schedule": 60},
    "keep watch": {"task": "workflow_app.jobs.tasks.keep_watch", "schedule": 60 * 60},
    "seal the day": {"task": "workflow_app.jobs.tasks.seal_the_day", "schedule": 60 * 60},
    "forget forms": {"task": "workflow_app.jobs.tasks.forget_forms", "schedule": 60 * 60},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"huimin": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
