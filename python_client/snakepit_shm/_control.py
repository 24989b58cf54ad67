"""A mapped control table: the records and slots of one owner session."""

from __future__ import annotations

import struct

from . import _layout as layout
from ._errors import ErrorCode, ShmError
from ._mapping import Mapping, map_object
from ._words import Words, words_of


class ControlTable:
    """The control table of the session ``owner``, mapped read-write.

    Reads and writes go straight to :attr:`words`, whose indexes come from :mod:`snakepit_shm._layout`. Every
    word has one writer; inside this process the caller serialises its own writes.
    """

    __slots__ = ("mapping", "owner", "records", "words")

    def __init__(self, mapping: Mapping) -> None:
        exporter = mapping.exporter()
        data = memoryview(exporter).cast("B")
        if mapping.size < layout.HEADER_BYTES:
            raise ShmError(ErrorCode.CONTROL_CORRUPT, "the control table is shorter than its header")
        magic, version, record_bytes, records, slots, owner = struct.unpack_from(layout.HEADER_FORMAT, data)
        if magic != layout.MAGIC:
            raise ShmError(ErrorCode.CONTROL_CORRUPT, "the control table does not begin with its magic")
        if version != layout.VERSION:
            raise ShmError(ErrorCode.VERSION_UNSUPPORTED, f"control table of version {version}, not 1")
        if (record_bytes, slots) != (layout.RECORD_BYTES, layout.SLOTS):
            raise ShmError(ErrorCode.CONTROL_CORRUPT, "the control table has records of another size")
        if layout.table_bytes(records) > mapping.size:
            raise ShmError(ErrorCode.CONTROL_CORRUPT, "the control table is shorter than its records")
        self.mapping = mapping
        self.records: int = records
        self.owner: int = owner
        self.words: Words = words_of(data[: layout.table_bytes(records)])

    @classmethod
    def open(cls, path: str, size: int, owner: int, anchor: object = None) -> ControlTable:
        """Map the table at ``path`` and check that it belongs to ``owner``.

        Raises :class:`ShmError` ``MAP_FAILED``, ``CONTROL_CORRUPT`` or ``VERSION_UNSUPPORTED``.
        """
        table = cls(map_object(path, size, writable=True, anchor=anchor))
        if table.owner != owner:
            raise ShmError(ErrorCode.CONTROL_CORRUPT, "the control table belongs to another session")
        return table

    def outstanding(self, record: int) -> int:
        """Return how many refs to the region of ``record`` are not done yet."""
        words = self.words
        total = 0
        for slot in range(layout.SLOTS):
            word = layout.slot_word(record, slot)
            if words[word + layout.SLOT_READER]:
                total += words[word + layout.SLOT_ADDRESSED] - words[word + layout.SLOT_DONE]
        return total
