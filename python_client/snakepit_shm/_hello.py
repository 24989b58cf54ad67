"""What a session stream begins with: the channel, the hello, and the frames that are made in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ._broker import SERVICE
from ._proto.session import ClientFrame, Hello, ServerFrame, Settle
from ._words import words_supported

if TYPE_CHECKING:
    from collections.abc import Iterator

    import grpc

    from ._epoch import Epoch
    from ._proto.ref import ShmRef

CHANNEL_OPTIONS = (
    ("grpc.use_local_subchannel_pool", 1),
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.enable_retries", 0),
)


class Identity(NamedTuple):
    """Who attaches: what goes into ``Hello``."""

    client: str
    tenant: str = ""
    bearer_token: str = ""
    worker_secret: str = ""
    features: tuple[str, ...] = ()


def hello(identity: Identity, epoch: Epoch | None) -> Hello:
    """Return the first frame of a stream; it resumes the session of ``epoch`` if there is one."""
    frame = Hello(
        versions=[1],
        client=identity.client,
        tenant=identity.tenant,
        bearer_token=identity.bearer_token,
        worker_secret=identity.worker_secret,
        features=identity.features,
        maps=words_supported(),
    )
    if epoch is not None:
        frame.resume.session = epoch.session
        frame.resume.secret = epoch.secret
    return frame


def open_stream(channel: grpc.Channel, frames: Iterator[ClientFrame]) -> Any:
    """Open the session stream; iterating over the answer gives ``ServerFrame``, ``cancel()`` breaks it."""
    method: Any = channel.stream_stream(
        SERVICE + "Session",
        request_serializer=ClientFrame.SerializeToString,
        response_deserializer=ServerFrame.FromString,
    )
    return method(frames)


def settle_frame(ref: ShmRef, reader: int) -> ClientFrame:
    """Return the frame that settles ``ref``, which was addressed to ``reader``."""
    settle = Settle(
        reader=reader, owner=ref.owner, lease=ref.lease, record=ref.record, slot=ref.slot, n=ref.n
    )
    return ClientFrame(settle=settle)
