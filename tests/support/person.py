"""What a person does in a steered window: choose a file, type, take back, look."""

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    NoSuchFrameException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.keys import Keys

from tests.support.patience import until

_TEXTS = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent.trim())"


class Person:
    """Somebody in front of the window; every step waits until it is done."""

    def __init__(self, driver):
        self.driver = driver

    def sees(self, selector):
        """Wait until something is there and return the first of it."""
        found = until(lambda: self.all(selector), f"the appearance of {selector}")
        return found[0]

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def texts(self, selector):
        """What stands in all of these, read by script: the grid's own layout hides it otherwise."""
        try:
            return self.driver.execute_script(_TEXTS, selector)
        except NoSuchFrameException:
            # The page was just being left.
            return []

    def chooses(self, spreadsheet):
        """Choose a spreadsheet on the page that is shown; its import preview comes."""

        def chosen():
            try:
                self.sees("[data-file]")
                self.arrives()
                self.sees("[data-file]").send_keys(str(spreadsheet))
            except StaleElementReferenceException:
                # The page was just being left for another.
                return False
            return True

        until(chosen, "the choice of a file")
        self.sees("[data-go]:not([disabled])")

    def arrives(self):
        """Wait until the scripts of the page are at work too: no hand is as fast as a driver."""
        state = "return document.readyState"
        until(lambda: self.driver.execute_script(state) == "complete", "the page")

    def imports(self):
        """Press the import button; the table comes."""
        self.sees("[data-go]:not([disabled])").click()
        self.sees_cell("")

    def sees_cell(self, text):
        """Wait until some cell of the grid says this, or, for an empty text, any is there."""
        until(lambda: any(text in cell for cell in self.texts("[role=gridcell]")), f"cell {text}")

    def types(self, place, text):
        """Click the cell at `place`, counted from 0 in reading order, and type over it."""
        self.clicks(place)
        self.presses(text, Keys.ENTER)
        self.sees_cell(text)

    def clicks(self, place):
        """Click a cell, as soon as nothing lies over it any more."""

        def clicked():
            try:
                self.all("[role=gridcell]")[place].click()
            except (ElementClickInterceptedException, StaleElementReferenceException):
                return False
            return True

        until(clicked, "a click on a cell")

    def presses(self, *keys):
        """Press keys, wherever the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def takes_back(self):
        self.presses(Keys.CONTROL, "z")

    def refused(self):
        """What the page's own security policy refused it."""
        return self.driver.execute_script("return window.tidybaseRefused")

    def goes(self, path):
        """Go to another page of the same document, as a link would lead."""
        self.driver.execute_script("window.location.assign(arguments[0])", path)
        until(lambda: self.driver.current_url.partition("//")[2].partition("/")[2] == path[1:])
        self.arrives()
