"""The dataset as search engines for data read it: schema.org ``Dataset`` as JSON-LD."""

from __future__ import annotations

from typing import Any

from timeline.about import About, Author, load_about
from timeline.metadata.citation import citation


def dataset_jsonld(about: About | None = None, *, lang: str = "en") -> dict[str, Any]:
    """The dataset as a schema.org ``Dataset``, told in one language with the other's title beside it.

    Only what exists is said: addresses appear once ``data/dataset.yaml`` has them.

    >>> dataset_jsonld(lang="fr")["name"]
    'Chronologie de la diversification des partenaires du Niger'
    """
    about = about or load_about()
    south, west, north, east = about.spatial.box
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": about.title[lang],
        "alternateName": about.title["fr" if lang == "en" else "en"],
        "description": about.description[lang],
        "inLanguage": ["en", "fr"],
        "keywords": list(about.keywords[lang]),
        "creator": [_creator(author) for author in about.authors],
        "version": about.version,
        "datePublished": about.released.isoformat(),
        "license": about.licences.data.url,
        "isAccessibleForFree": True,
        "temporalCoverage": f"{about.temporal.start.isoformat()}/{about.temporal.end.isoformat()}",
        "spatialCoverage": {
            "@type": "Place",
            "name": about.spatial.name[lang],
            "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        },
        "citation": citation("text", lang="fr" if lang == "fr" else "en"),
    }
    if about.doi:
        described["identifier"] = f"https://doi.org/{about.doi}"
    if about.url or about.repository:
        described["url"] = about.url or about.repository
    return described


def _creator(author: Author) -> dict[str, str]:
    kind = "Person" if author.is_person else "Organization"
    orcid = {"@id": author.orcid} if author.orcid else {}
    return {"@type": kind, **orcid, "name": author.full_name}
