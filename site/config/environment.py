"""What the environment may say, read and checked once. Every variable has its sentence in `.env.example`."""

import re
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import EmailValidator

ROOT = Path(__file__).resolve().parent.parent.parent

env = environ.Env()


def refuse(name: str, reason: str):
    raise ImproperlyConfigured(f"{name}: {reason} See .env.example.")


def boolean(name: str, default: bool) -> bool:
    """A yes/no variable; anything but the usual words is refused."""
    value = env.str(name, default=str(default)).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    refuse(name, f"“{value}” is neither yes nor no.")


def origin(name: str, default: str, *, production: bool) -> str:
    """An address of the form scheme://host[:port], without a path."""
    value = env.str(name, default=default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        refuse(name, f"“{value}” is not an address like https://www.example.org.")
    if production and parts.scheme != "https":
        refuse(name, "in production the address starts with https://.")
    return value


def secret_key(production: bool) -> str:
    value = env.str("SECRET_KEY", default="")
    if not value:
        refuse("SECRET_KEY", "is missing. `make setup` writes one into .env.")
    if production and (len(value) < 50 or len(set(value)) < 10):
        refuse("SECRET_KEY", "is too short or too simple for production (50 random characters).")
    return value


def folder(name: str, default: str) -> Path:
    """A folder, relative to the project or absolute, made where it does not exist."""
    path = ROOT / env.str(name, default=default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(name, f"the folder “{path}” cannot be made ({error.strerror}).")
    return path


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = env.str(name, default=default)
    if value not in allowed:
        refuse(name, f"“{value}” is not one of {', '.join(sorted(allowed))}.")
    return value


def database(data: Path) -> dict:
    """`DATABASE_URL`: SQLite in the data folder unless a PostgreSQL address is given."""
    url = env.str("DATABASE_URL", default="") or f"sqlite:///{data / 'site.sqlite3'}"
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        config = env.db_url_config(url)
        config |= {"CONN_MAX_AGE": None, "OPTIONS": SQLITE_OPTIONS}
        return config
    if scheme in {"postgres", "postgresql"}:
        return env.db_url_config(url) | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    refuse("DATABASE_URL", "names neither sqlite:///… nor postgres://….")


# An acknowledged write survives a power cut (FULL), a reader never waits for a writer (WAL), and a
# read-then-write transaction takes its lock at once instead of failing (IMMEDIATE). See decision 5.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-16000;PRAGMA journal_size_limit=27103364;",
}


def redis_url() -> str:
    value = env.str("REDIS_URL", default="")
    if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        refuse("REDIS_URL", f"“{value}” is not an address like redis://host:6379/0.")
    return value


def elasticsearch_url() -> str:
    value = env.str("ELASTICSEARCH_URL", default="").rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        refuse("ELASTICSEARCH_URL", f"“{value}” is not an address like http://host:9200.")
    return value


def elasticsearch_index() -> str:
    value = env.str("ELASTICSEARCH_INDEX", default="connactions")
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,99}", value):
        refuse("ELASTICSEARCH_INDEX", f"“{value}” is not a name of small letters, digits and hyphens.")
    return value


def port() -> int:
    value = env.str("PORT", default="8000")
    if not value.isdigit() or not 0 < int(value) < 65536:
        refuse("PORT", f"“{value}” is not a port number.")
    return int(value)


def service_desk(sender: str) -> str:
    """Where enquiries go: one address, or that of the sender of all mail where nothing is said."""
    value = env.str("SERVICE_DESK_EMAIL", default="") or parseaddr(sender)[1]
    user, _at, host = value.rpartition("@")
    form = EmailValidator()
    if not form.user_regex.match(user) or not form.validate_domain_part(host):
        refuse("SERVICE_DESK_EMAIL", f"“{value}” is not an e-mail address.")
    return value
