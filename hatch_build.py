"""Build hook: the wheel carries the dataset and the codebook inside the package."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):
    """Puts the tables, their description, the coverage statement and the codebook into built wheels.

    An editable install reads them from the checkout instead, so that it works before the first build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        root = Path(self.root)
        files = [
            *sorted(root.glob("data/*.parquet")),
            *(root / "data" / name for name in ("datapackage.json", "croissant.json", "dataset.yaml", "coverage.yaml")),
        ]
        build_data["force_include"] |= {str(file): f"timeline/_data/{file.name}" for file in files}
        for part in ("codebook.yaml", "columns.fr.yaml", "lexicon"):
            build_data["force_include"][str(root / "schemas" / part)] = f"timeline/_schemas/{part}"
