from __future__ import annotations

import gc
import mmap
import os
import resource
from pathlib import Path

import pytest

from snakepit_shm import ErrorCode, ShmError
from snakepit_shm._control import ControlTable
from snakepit_shm._mapping import map_object


def mapped(path: Path) -> int:
    return Path("/proc/self/maps").read_text().count(str(path))


@pytest.mark.requirement("SM-5.2", "SM-5.5", "SM-5.4")
def test_writer_and_reader_see_the_same_bytes_and_pages_go_with_the_last_view(tmp_path: Path) -> None:
    path = tmp_path / "object"
    path.write_bytes(bytes(8192))
    writer, reader = map_object(str(path), 8192, writable=True), map_object(str(path), 8192, writable=False)
    memoryview(writer.exporter()).cast("B")[100:103] = b"abc"
    view = memoryview(reader.exporter()).cast("B").toreadonly()[100:103]
    assert bytes(view) == b"abc"
    assert mapped(path) == 2
    del writer, reader
    gc.collect()
    assert mapped(path) == 1
    assert bytes(view) == b"abc"
    del view
    gc.collect()
    assert mapped(path) == 0


@pytest.mark.requirement("GP-6.2", "SM-8.1")
def test_a_small_or_missing_object_is_an_error_that_names_no_file(tmp_path: Path) -> None:
    path = tmp_path / "object"
    path.write_bytes(bytes(4096))
    (tmp_path / "link").symlink_to(path)
    cases = [
        (str(path), 4097),
        (str(path), 0),
        (str(tmp_path / "none"), 1),
        (str(tmp_path / "link"), 1),
        ("\0", 1),
    ]
    for name, size in cases:
        with pytest.raises(ShmError) as caught:
            map_object(name, size, writable=True)
        assert caught.value.code is ErrorCode.MAP_FAILED
        assert str(tmp_path) not in str(caught.value)


def header(path: Path, data: bytes) -> ErrorCode:
    path.write_bytes(data)
    with pytest.raises(ShmError) as caught:
        ControlTable.open(str(path), len(data), 77)
    return caught.value.code


@pytest.mark.requirement("SM-8.2")
def test_a_table_that_is_not_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table"
    good = b"SPSHMCT1" + (1).to_bytes(4, "little") + (320).to_bytes(4, "little")
    good += (2).to_bytes(4, "little") + (8).to_bytes(4, "little") + (77).to_bytes(8, "little")
    good += bytes(32 + 640)
    path.write_bytes(good)
    assert ControlTable.open(str(path), len(good), 77).records == 2
    assert header(path, good[:40]) is ErrorCode.CONTROL_CORRUPT
    assert header(path, b"X" + good[1:]) is ErrorCode.CONTROL_CORRUPT
    assert header(path, good[:8] + b"\x02" + good[9:]) is ErrorCode.VERSION_UNSUPPORTED
    assert header(path, good[:12] + b"\x00" + good[13:]) is ErrorCode.CONTROL_CORRUPT
    assert header(path, good[:16] + b"\x03" + good[17:]) is ErrorCode.CONTROL_CORRUPT
    assert header(path, good[:24] + b"\x01" + good[25:]) is ErrorCode.CONTROL_CORRUPT


def test_a_reader_maps_a_gigabyte_without_touching_its_pages(shm_dir: Path) -> None:
    path = shm_dir / "gigabyte"
    path.touch()
    os.truncate(path, 2**30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    mapping = map_object(str(path), 2**30, writable=False)
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    assert memoryview(mapping.exporter()).nbytes == 2**30
    path.unlink()
    assert faults < 2**30 // mmap.PAGESIZE // 100
