"""How a client presents itself to the sidecar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ._proto.session import Hello
from ._words import words_supported

if TYPE_CHECKING:
    from ._epoch import Epoch

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
