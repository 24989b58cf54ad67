from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import grpc
import pytest

import snakepit_shm
from snakepit_shm import ErrorCode, ShmError
from snakepit_shm._errors import METADATA_KEY, from_grpc

DOCS = Path(__file__).resolve().parents[2] / "docs" / "errors.md"


def test_the_codes_are_those_of_the_catalogue() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", DOCS.read_text(), re.MULTILINE)
    assert sorted(ErrorCode.__members__) == sorted(listed)


def test_an_error_says_its_code_and_survives_pickling() -> None:
    error = ShmError(ErrorCode.REPLAYED, "this ref was used before")
    assert str(error) == "REPLAYED: this ref was used before"
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.code, copy.message) == (error.code, error.message)


class Failed(grpc.RpcError):
    def __init__(
        self, status: grpc.StatusCode, details: str, metadata: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self._answer = (status, details, metadata)

    def code(self) -> grpc.StatusCode:
        return self._answer[0]

    def details(self) -> str:
        return self._answer[1]

    def trailing_metadata(self) -> Any:
        return self._answer[2]


@pytest.mark.parametrize("status", list(grpc.StatusCode))
def test_every_status_becomes_a_code_and_no_path_leaks(status: grpc.StatusCode) -> None:
    error = from_grpc(Failed(status, "connect failed: unix:/run/secret/s.sock"))
    assert "secret" not in str(error)
    named = from_grpc(Failed(status, "NO_SPACE: the file system is full", ((METADATA_KEY, "NO_SPACE"),)))
    assert (named.code, named.message) == (ErrorCode.NO_SPACE, "the file system is full")
    unknown = from_grpc(Failed(status, "x", ((METADATA_KEY, "NEVER_HEARD_OF"),)))
    assert unknown.code is error.code


def test_the_public_names_are_sorted_and_exist() -> None:
    assert snakepit_shm.__all__ == sorted(snakepit_shm.__all__)
    assert all(hasattr(snakepit_shm, name) for name in snakepit_shm.__all__)
