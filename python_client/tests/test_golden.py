from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor

from snakepit_shm import _layout as layout
from snakepit_shm._control import ControlTable
from snakepit_shm._proto import message_class
from snakepit_shm._proto.ref import ShmRef
from snakepit_shm._seal import seal_input, seal_matches, seal_of

GOLDEN = Path(__file__).resolve().parents[2] / "proto" / "golden"
MESSAGES = json.loads((GOLDEN / "messages.json").read_text())
SEAL = json.loads((GOLDEN / "seal.json").read_text())
TABLE = json.loads((GOLDEN / "control-table.json").read_text())


def scalar(field: FieldDescriptor, value: Any) -> Any:
    if field.message_type is not None:
        return fill(message_class(field.message_type.full_name)(), value)
    if field.enum_type is not None:
        return field.enum_type.values_by_name[value].number
    if field.type == FieldDescriptor.TYPE_BYTES:
        return base64.b64decode(value)
    if isinstance(value, str) and field.type != FieldDescriptor.TYPE_STRING:
        floating = field.type in {FieldDescriptor.TYPE_DOUBLE, FieldDescriptor.TYPE_FLOAT}
        return float(value) if floating else int(value)
    return value


def fill(message: Any, fields: dict[str, Any]) -> Any:
    message.SetInParent()
    for name, value in fields.items():
        field = message.DESCRIPTOR.fields_by_name[name]
        target = getattr(message, name)
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            keys, values = (field.message_type.fields_by_name[part] for part in ("key", "value"))
            for key, item in value.items():
                if values.message_type is not None:
                    fill(target[scalar(keys, key)], item)
                else:
                    target[scalar(keys, key)] = scalar(values, item)
        elif isinstance(value, list):
            target.extend(scalar(field, item) for item in value)
        elif field.message_type is not None:
            fill(target, value)
        else:
            setattr(message, name, scalar(field, value))
    return message


@pytest.mark.requirement("GP-1.1", "GP-1.5")
@pytest.mark.parametrize("vector", MESSAGES, ids=lambda vector: vector["name"])
def test_messages_have_their_golden_bytes(vector: dict[str, Any]) -> None:
    kind = message_class(vector["message"])
    message = fill(kind(), vector["json"])
    assert message.SerializeToString(deterministic=True).hex() == vector["hex"]
    assert kind.FromString(bytes.fromhex(vector["hex"])) == message or "NaN" in json.dumps(vector["json"])


@pytest.mark.requirement("GP-4.1", "GP-8.2")
def test_the_seal_is_that_of_the_other_languages() -> None:
    fields = {name: int(value) for name, value in SEAL["ref"].items() if name != "type"}
    ref = ShmRef(**fields, type=bytes.fromhex(SEAL["ref"]["type"]))
    key = bytes.fromhex(SEAL["key"])
    assert seal_input(ref).hex() == SEAL["input"]
    assert seal_of(ref, key).hex() == SEAL["seal"]
    ref.seal = bytes.fromhex(SEAL["seal"])
    assert seal_matches(ref, key)
    ref.n += 1
    assert not seal_matches(ref, key)


def test_the_control_table_is_that_of_the_other_languages(tmp_path: Path) -> None:
    data = bytes.fromhex(TABLE["hex"])
    path = tmp_path / "table"
    path.write_bytes(data)
    table = ControlTable.open(str(path), len(data), TABLE["owner"])
    assert table.records == len(TABLE["records"])
    for index, record in enumerate(TABLE["records"]):
        words, word = table.words, layout.record_word(index)
        assert words[word + layout.LEASE] == record["lease"]
        assert words[word + layout.GENERATION] == record["generation"]
        assert words[word + layout.CAPACITY] == record["capacity"]
        assert words[word + layout.LENGTH] == record["length"]
        assert words[word + layout.CRC_AND_FLAGS] == record["crc32c"] | record["flags"] << 32
        for slot, expected in enumerate(record["slots"]):
            at = layout.slot_word(index, slot)
            assert words[at + layout.SLOT_READER] == expected["reader"]
            assert words[at + layout.SLOT_ADDRESSED] == expected["addressed"]
            assert words[at + layout.SLOT_DONE] == expected["done"]
        assert table.outstanding(index) == TABLE["outstanding"][index]
