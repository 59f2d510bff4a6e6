"""PNG files made small without losing a pixel: pictures of few colours, packed as tightly as the format allows.

vl-convert writes for speed. Written for size, the same pictures take a fifth of the room, in the repository and on
the page that shows them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGBA, _PALETTE = 6, 3
_NONE, _SUB = 0, 1  # filters of a row: as it is, or the difference to the pixel at its left
_LEVEL = 9
_COLOURS = 256


def smaller(png: bytes) -> bytes:
    """The same picture in fewer bytes; a picture of another kind than vl-convert writes comes back as it was.

    Of up to 256 colours a picture has a palette, else red, green and blue; the transparency that no pixel has goes.
    The bytes are the same on every machine, because the compressor is the one inside pyarrow, not the system's."""
    chunks = list(_chunks(png))
    header = next(data for name, data in chunks if name == b"IHDR")
    width, height, depth, kind, *_ = struct.unpack(">IIBBBBB", header)
    if (depth, kind) != (8, _RGBA):
        return png
    packed = b"".join(data for name, data in chunks if name == b"IDAT")
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + 4 * width)
    pixels = _pixels(rows)
    if pixels is None or pixels[..., 3].min() < 255:
        return png
    found = pa.array(pixels.view("<u4").ravel()).dictionary_encode()  # by hashing, not by sorting millions of pixels
    colours, rank = np.unique(found.dictionary.to_numpy(), return_inverse=True)
    if len(colours) <= _COLOURS:
        kind, palette = _PALETTE, colours.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
        body: NDArray[np.uint8] = rank.astype(np.uint8)[found.indices.to_numpy()].reshape(height, width)
    else:
        kind, palette, body = 2, b"", pixels[..., :3].reshape(height, -1)
    raw = np.concatenate([np.full((height, 1), _NONE, np.uint8), body], axis=1).tobytes()
    written = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
        *((name, data) for name, data in chunks if name == b"pHYs"),
        *([(b"PLTE", palette)] if palette else []),
        (b"IDAT", _deflated(raw)),
        (b"IEND", b""),
    ]
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in written)


def _pixels(rows: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """Height × width × 4, or None where a row has a filter that vl-convert does not use."""
    filters, values = rows[:, 0], rows[:, 1:].reshape(len(rows), -1, 4)
    if not np.isin(filters, (_NONE, _SUB)).all():
        return None
    pixels = values.copy()
    sub = filters == _SUB
    pixels[sub] = np.cumsum(values[sub], axis=1, dtype=np.uint8)
    return np.ascontiguousarray(pixels)


def _deflated(raw: bytes) -> bytes:
    """A zlib stream around the deflate stream of pyarrow's gzip: other header, other check."""
    gzip = pa.Codec("gzip", compression_level=_LEVEL).compress(raw, asbytes=True)
    return b"\x78\xda" + gzip[10:-8] + struct.pack(">I", zlib.adler32(raw))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
