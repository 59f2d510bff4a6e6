"""The explorer: the whole dataset as one self-contained page, in English and French.

>>> from timeline.report import ReportData, explorer
>>> page = explorer(ReportData.load())
>>> page.startswith("<!doctype html>")
True
"""

from timeline.report.data import ReportData
from timeline.report.page import explorer
from timeline.report.pictures import Picture

__all__ = ["Picture", "ReportData", "explorer"]
