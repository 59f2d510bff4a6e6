"""Build hook: the wheel carries the dataset and the codebook inside the package."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):
    """Puts ``data/*.parquet``, ``data/datapackage.json`` and ``schemas/`` into built wheels.

    An editable install reads them from the checkout instead, so that it works before the first build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        root = Path(self.root)
        files = [*sorted(root.glob("data/*.parquet")), root / "data" / "datapackage.json"]
        build_data["force_include"] |= {str(file): f"timeline/_data/{file.name}" for file in files}
        build_data["force_include"][str(root / "schemas" / "codebook.yaml")] = "timeline/_schemas/codebook.yaml"
