"""What the reports of the sample are held against."""

from pathlib import Path

import pytest

from tests.harness import TODAY, run


@pytest.fixture(scope="session")
def sample_folder(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the sample exports, for what only works figures out from it; never written to."""
    folder = tmp_path_factory.mktemp("sample") / "out"
    run(f"--lang en --today {TODAY} -r", sample, "export", folder)
    return folder
