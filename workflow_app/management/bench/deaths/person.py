"""Somebody of finance at a browser: opens a page, fills in its form, presses the button, and again when nothing came back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

PATIENCE = 30.0  # seconds until a browser gives up
OK, MOVED_ON, BROKEN, LATER = 200, 302, 500, 503  # MOVED_ON is what an act answers that was done
NOTHING = 0  # the status of no answer at all
FORM = re.compile(r'<form method="post"(?: action="(?P<action>[^"]*)")?[^>]*>(?P<inside>.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 is nothing at all (the connection was refused or died)."""

    status: int
    body: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in form before the person who filled it in, as it can be sent again and again."""

    who: Person
    action: str
    sent: Mapping[str, str | tuple[str, bytes]]  # a file is (name, bytes)

    def press(self) -> Answer:
        """Press the button."""
        return self.who.send(self)


class NoForm(Exception):
    """The page does not offer that act."""

    def __init__(self, page: str, status: int) -> None:
        super().__init__(f"{page} answers {status}, and nothing to press")
        self.status = status


@dataclass(slots=True)
class Person:
    """One browser at one address of this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, username: str, password: str) -> Person:
        """With the password of the throw-away city."""
        form = self.form("/sign-in", "/sign-in", username=username, password=password)
        answer = form.press()
        assert answer.status == MOVED_ON, f"{username} cannot sign in: {answer.status}"
        return self

    def open(self, path: str) -> Answer:
        """One page."""
        return self._ask("GET", path)

    def bytes_of(self, path: str) -> bytes:
        """A file as it is saved. Raises NoForm where none came."""
        answer = self.open(path)
        if answer.status != OK:
            raise NoForm(path, answer.status)
        return answer.body.encode("utf-8", "surrogateescape")

    def form(self, page: str, action: str, **filled: str | tuple[str, bytes]) -> Form:
        """The form of a page that posts to `action` ('' is the page's own), filled in. Raises NoForm where there is none."""
        answer = self.open(page)
        for found in FORM.finditer(answer.body):
            if unescape(found["action"] or "") == action:
                hidden = {name: unescape(value) for name, value in HIDDEN.findall(found["inside"])}
                return Form(self, action or page, hidden | filled)
        raise NoForm(page, answer.status)

    def send(self, form: Form) -> Answer:
        """What a browser posts."""
        body = encode_multipart(BOUNDARY, {name: _told(value) for name, value in form.sent.items()})
        return self._ask("POST", form.action, body, {"Content-Type": MULTIPART_CONTENT})

    def _ask(self, method: str, path: str, body: bytes = b"", head: Mapping[str, str] | None = None) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, {"Cookie": cookie, **(head or {})})
            said = line.getresponse()
            text = said.read().decode("utf-8", "surrogateescape")
        except (OSError, HTTPException):
            return Answer(NOTHING)
        finally:
            line.close()
        for each in said.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(each).items()}
        return Answer(said.status, text, said.headers.get("Location", ""))


def _told(value: str | tuple[str, bytes]) -> Any:
    """A file is read anew each time it is sent."""
    return value if isinstance(value, str) else SimpleUploadedFile(*value)


def healthy(port: int) -> bool:
    """Whether a web answers there."""
    return Person(port).open("/healthz").status == OK
