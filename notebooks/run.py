"""Run the notebooks and write them with clean outputs: ``python notebooks/run.py [--check]``.

Clean: no execution times, no counters that change, ids by position, pictures as PNG so that they show on any page.
With ``--check`` nothing is written; exit code 1 where a notebook fails or its text differs from what is committed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).parent
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))


def executed(path: Path) -> Any:
    """A notebook run from top to bottom in a fresh kernel, its outputs clean; raises CellExecutionError."""
    notebook: Any = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    count = 0
    for index, cell in enumerate(notebook.cells):
        cell["id"], cell["metadata"] = f"cell-{index:02}", {}
        if cell.cell_type == "code":
            count += 1
            cell["execution_count"] = count
            # what a library says on the side differs from machine to machine
            cell["outputs"] = [output for output in cell["outputs"] if output.get("name") != "stderr"]
            for output in cell["outputs"]:
                output.pop("execution_count", None)
                if output["output_type"] == "execute_result":
                    output["execution_count"] = count
                    output["metadata"] = {}
    return notebook


def texts(notebook: Any) -> list[str]:
    """What a notebook's cells print and show as text, without pictures."""
    return [
        output.get("text") or output.get("data", {}).get("text/plain", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell["outputs"]
        if not output.get("data", {}).get("image/png")
    ]


def main(arguments: list[str]) -> int:
    """Run all notebooks; returns the exit code."""
    failed = 0
    for path in NOTEBOOKS:
        try:
            fresh = executed(path)
        except CellExecutionError as error:
            print(f"{path.name}: {error}")
            failed = 1
            continue
        if "--check" not in arguments:
            nbformat.write(fresh, path)
            print(f"{path.name}: run and written")
        elif texts(fresh) != texts(nbformat.read(path, as_version=4)):
            print(f"{path.name}: its outputs are not what it gives: run `make notebooks` and commit it")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
