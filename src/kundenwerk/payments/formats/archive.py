"""What a bank hands over: one XML file, or a ZIP archive of several."""

from __future__ import annotations

import io
import zipfile

from kundenwerk.payments.formats.errors import UnreadableStatement

MOST_BYTES = 200_000_000
_MOST_FILES = 500
_MOST_RATIO = 100
_READ_STEP = 1 << 20


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """The XML files inside, by name; a bare file comes back as one without name.

    Raises:
        UnreadableStatement: the archive is damaged, too large or packed too tightly.
    """
    if not data.startswith(b"PK\x03\x04"):
        return [("", data)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_bomb(members)
            return [(info.filename, _read(archive, info)) for info in members]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as fault:
        raise UnreadableStatement("Das ZIP-Archiv ist beschädigt.") from fault


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise UnreadableStatement("Das ZIP-Archiv ist leer.")
    unpacked = sum(info.file_size for info in members)
    packed = max(sum(info.compress_size for info in members), 1)
    if len(members) > _MOST_FILES or unpacked > MOST_BYTES:
        raise UnreadableStatement("Das ZIP-Archiv ist entpackt zu groß.")
    if unpacked / packed > _MOST_RATIO and unpacked > _READ_STEP:
        raise UnreadableStatement("Das ZIP-Archiv ist auffällig dicht gepackt.")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise UnreadableStatement("Das ZIP-Archiv nennt falsche Größen.")
    return content
