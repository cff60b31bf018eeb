"""A real browser without a window, at the coordinator page."""

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.page import PASSPHRASE

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = (1280, 800), (360, 740)
PATIENCE_SECONDS = 20
_FOLLOWED = "return !window.isBefore && document.readyState === 'complete'"
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--hide-scrollbars",
)


def browser_here() -> tuple[str, str] | None:
    """The browser and its driver on this machine, or None."""
    driver = shutil.which("chromedriver")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    return (browser, driver) if browser and driver else None


@dataclass(frozen=True)
class Browser:
    """One window at a register's page."""

    driver: webdriver.Chrome
    url: str

    def go(self, path: str) -> None:
        self.driver.get(f"{self.url}/page/{path}")

    @property
    def path(self) -> str:
        return str(self.run("return location.pathname"))

    @property
    def text(self) -> str:
        return str(self.run("return document.body.innerText"))

    def run(self, script: str, *values: object) -> Any:
        """What a script of the test's own answers; the page has none."""
        return self.driver.execute_script(script, *values)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            (field,) = [each for each in self.all(f"main [name={name}]") if each.is_displayed()]
            field.clear()
            field.send_keys(words)

    def press(self, words: str) -> None:
        """Press what says these words, and wait for the page that follows."""
        pressable = [
            each
            for each in self.all("a, button, summary")
            if each.is_displayed() and words in each.text
        ]
        leads_on = pressable[0].tag_name != "summary"
        self.run("window.isBefore = true")
        pressable[0].click()
        if leads_on:
            # While one page follows another the driver may answer anything, errors too.
            wait = WebDriverWait(
                self.driver, PATIENCE_SECONDS, ignored_exceptions=(WebDriverException,)
            )
            wait.until(lambda _: self.run(_FOLLOWED))

    def sign_in(self, name: str) -> None:
        self.go("sign-in")
        self.fill(name=name, passphrase=PASSPHRASE)
        self.press("Entra")

    def resize(self, size: tuple[int, int]) -> None:
        """Lay the page out on a screen of so many pixels, a phone's when it is narrow."""
        width, height = size
        metrics = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": size == PHONE,
        }
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def picture(self, file: Path) -> None:
        """Save the whole page as it is painted."""
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True}
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def browser_at(url: str, folder: Path, language: str = "it") -> Iterator[Browser]:
    """Open a browser of its own profile in a folder; it ends with the block."""
    found = browser_here()
    assert found is not None
    options = webdriver.ChromeOptions()
    options.binary_location = found[0]
    for option in (*_OPTIONS, f"--lang={language}", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(option)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    # Warnings of the page's own, such as a style refused by the policy.
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    environment = {"LANGUAGE": language, "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    driver = webdriver.Chrome(options, Service(found[1], env=environment))
    try:
        browser = Browser(driver, url)
        browser.resize(WIDE)
        yield browser
    finally:
        driver.quit()
