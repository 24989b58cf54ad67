"""The memory layout of a control table, as docs/protocol.md draws it ("Control table").

::

    header, 64 bytes                         record i, 320 bytes, at 64 + 320 * i
      0  magic    "SPSHMCT1"                    0  lease       u64  S
      8  version  u32 = 1                       8  generation  u64  O   odd: being written, even: sealed
     12  record   u32 = 320  bytes a record    16  capacity    u64  S   bytes of the region
     16  records  u32                          24  length      u64  O   bytes that are sealed
     20  slots    u32 = 8    slots a record    32  crc32c      u32  O   of the sealed bytes, if flags bit 0
     24  owner    u64        session id        36  flags       u32  O
                                               64  slot j, 32 bytes, at 64 + 32 * j
                                                    0  reader     u64  O   session id, set once a lease
                                                    8  addressed  u64  O   counts up
                                                   16  done       u64  R   counts up

    writers: S sidecar, O owner, R the reader that the slot names

Everything is little-endian. This package reads and writes whole 64-bit words, so the offsets below are
counted in words of 8 bytes; ``crc32c`` and ``flags`` share one word.
"""

from __future__ import annotations

MAGIC = b"SPSHMCT1"
VERSION = 1
WORD_BYTES = 8
HEADER_BYTES = 64
RECORD_BYTES = 320
SLOTS = 8

HEADER_FORMAT = "<8sIIIIQ"  # magic, version, record bytes, records, slots, owner

HEADER_WORDS = HEADER_BYTES // WORD_BYTES
RECORD_WORDS = RECORD_BYTES // WORD_BYTES

LEASE = 0
GENERATION = 1
CAPACITY = 2
LENGTH = 3
CRC_AND_FLAGS = 4
FIRST_SLOT = 8
SLOT_WORDS = 4

SLOT_READER = 0
SLOT_ADDRESSED = 1
SLOT_DONE = 2

FLAG_CRC32C = 1

MIN_REGION_BYTES = 64 * 1024
MAX_REGION_BYTES = 1024 * 1024 * 1024
MAX_ID = 2**53 - 1


def record_word(record: int) -> int:
    """Return the index of the first word of ``record``."""
    return HEADER_WORDS + RECORD_WORDS * record


def slot_word(record: int, slot: int) -> int:
    """Return the index of the first word of ``slot`` in ``record``."""
    return HEADER_WORDS + RECORD_WORDS * record + FIRST_SLOT + SLOT_WORDS * slot


def table_bytes(records: int) -> int:
    """Return the size of a control table of ``records`` records, in bytes."""
    return HEADER_BYTES + RECORD_BYTES * records


def is_region_size(capacity: int) -> bool:
    """Say whether ``capacity`` is a size class: a power of two from 64 KiB to 1 GiB."""
    return MIN_REGION_BYTES <= capacity <= MAX_REGION_BYTES and capacity & (capacity - 1) == 0
