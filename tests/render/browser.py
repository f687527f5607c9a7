"""A browser without a window, driven over its own pipe: what a page does when it is really opened."""

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage", "--lang=vi")
COMMANDS, ANSWERS = 3, 4  # the descriptors on which the browser reads commands and writes answers and events


class Browser:
    """One browser with one page open; commands and events are those of the DevTools protocol."""

    def __enter__(self) -> Self:
        self.folder = tempfile.mkdtemp()
        (theirs, self.commands), (self.answers, written) = os.pipe(), os.pipe()

        def put_descriptors() -> None:
            for given, wanted in ((os.dup(theirs), COMMANDS), (os.dup(written), ANSWERS)):
                os.dup2(given, wanted)

        self.process = subprocess.Popen(
            [str(PROGRAM), *OPTIONS, "--remote-debugging-pipe", f"--user-data-dir={self.folder}", "about:blank"],
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=put_descriptors,
        )
        os.close(theirs)
        os.close(written)
        self.number, self.rest, self.session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        [page] = [each for each in self("Target.getTargets")["targetInfos"] if each["type"] == "page"]
        self.session = self("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self(f"{domain}.enable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            os.close(self.commands)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.answers)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __call__(self, method: str, **parameters: object) -> dict[str, Any]:
        """What the browser answers to a command; events that come before are kept."""
        self.number += 1
        said: dict[str, object] = {"id": self.number, "method": method, "params": parameters}
        said |= {"sessionId": self.session} if self.session else {}
        os.write(self.commands, json.dumps(said).encode() + b"\0")
        while True:
            message = self._message()
            if message.get("id") == self.number:
                assert "error" not in message, (method, message["error"])
                answer: dict[str, Any] = message["result"]
                return answer
            self.events.append(message)

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            piece = os.read(self.answers, 1 << 20)
            assert piece, "the browser has ended"
            self.rest += piece
        message, _end, self.rest = self.rest.partition(b"\0")
        said: dict[str, Any] = json.loads(message)
        return said

    def open(self, page: Path, width: int = 1280, height: int = 800) -> None:
        """Open the file in a window of this size, and wait until all of it is there."""
        self.events.clear()
        self("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500)
        self("Page.navigate", url=page.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._message())

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def seen(self, method: str) -> list[Mapping[str, Any]]:
        """The parameters of each event of the kind since the page was opened."""
        self.evaluate("1")  # whatever came before has been read then
        return [event["params"] for event in self.events if event.get("method") == method]

    def printed_pages(self) -> int:
        """How many sheets the page is printed on, as its own style says."""
        pdf = base64.b64decode(self("Page.printToPDF", preferCSSPageSize=True)["data"])
        return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page>") or pdf.count(b"/Type /Page ")
