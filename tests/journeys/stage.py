"""Windows: one a person, phone or desk, signed in through the page."""

from __future__ import annotations

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 900}}
PATIENCE = 10_000  # milliseconds


class Stage:
    """Opens windows and hears what pages complain of."""

    def __init__(self, browser: Browser, address: str, password: str) -> None:
        self.browser, self.address, self.password = browser, address, password
        self.complaints: list[str] = []

    def phone(self, username: str) -> Page:
        """An applicant's phone, signed in."""
        return self._enter(username, PHONE)

    def desk(self, username: str) -> Page:
        """An officer's screen, signed in, at the desk."""
        page = self._enter(username, DESK)
        page.goto("/desk/")
        return page

    def stranger(self) -> Page:
        """Somebody's phone, of whom nothing is known."""
        return self._window(PHONE)

    def _window(self, size: dict[str, object]) -> Page:
        context = self.browser.new_context(base_url=self.address, locale="zh-CN", **size)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _enter(self, username: str, size: dict[str, object]) -> Page:
        page = self._window(size)
        page.goto("/sign-in")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(self.password)
        lead(page, "登录").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


def lead(page: Page, words: str) -> Locator:
    """The button or link that leads, by its words."""
    return page.locator("main .btn-lead", has_text=words).first


def wider_than_its_window(page: Page) -> bool:
    """Whether a page has to be pushed sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
