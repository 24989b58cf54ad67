from google.protobuf.internal.containers import (
    RepeatedCompositeFieldContainer,
    RepeatedScalarFieldContainer,
)
from google.protobuf.message import Message

from .report import TransferReport

class ClientFrame(Message):
    hello: Hello
    heartbeat: Heartbeat
    reports: Reports
    worker_ready: WorkerReady
    settle: Settle
    lock_held: LockHeld
    token_renewal: TokenRenewal
    def __init__(self, **fields: object) -> None: ...

class ServerFrame(Message):
    welcome: Welcome
    heartbeat: Heartbeat
    workers: WorkerDirectory
    policy: TransferPolicy
    settle: Settle
    peer_died: PeerDied
    trim: Trim
    drain: Drain
    renewed_tokens: RenewedTokens
    def __init__(self, **fields: object) -> None: ...

class Hello(Message):
    versions: RepeatedScalarFieldContainer[int]
    client: str
    tenant: str
    bearer_token: str
    resume: ResumeSession
    maps: bool
    worker_secret: str
    features: RepeatedScalarFieldContainer[str]
    def __init__(self, **fields: object) -> None: ...

class ResumeSession(Message):
    session: int
    secret: bytes
    def __init__(self, **fields: object) -> None: ...

class Welcome(Message):
    session: int
    secret: bytes
    version: int
    run: str
    control: Attachment
    lock: Attachment
    policy: TransferPolicy
    limits: Limits
    tenant: str
    resumed: bool
    def __init__(self, **fields: object) -> None: ...

class Attachment(Message):
    path: str
    size: int
    def __init__(self, **fields: object) -> None: ...

class Limits(Message):
    min_region_bytes: int
    max_region_bytes: int
    max_records: int
    slots_per_record: int
    heartbeat_interval_ms: int
    resume_grace_ms: int
    def __init__(self, **fields: object) -> None: ...

class Heartbeat(Message):
    sent_at_ms: int
    def __init__(self, **fields: object) -> None: ...

class Reports(Message):
    reports: RepeatedCompositeFieldContainer[TransferReport]
    dropped: int
    def __init__(self, **fields: object) -> None: ...

class WorkerReady(Message):
    worker: str
    socket: str
    tools: RepeatedCompositeFieldContainer[Tool]
    features: RepeatedScalarFieldContainer[str]
    def __init__(self, **fields: object) -> None: ...

class Tool(Message):
    name: str
    description: str
    def __init__(self, **fields: object) -> None: ...

class WorkerDirectory(Message):
    workers: RepeatedCompositeFieldContainer[Worker]
    def __init__(self, **fields: object) -> None: ...

class Worker(Message):
    worker: str
    session: int
    socket: str
    tools: RepeatedCompositeFieldContainer[Tool]
    features: RepeatedScalarFieldContainer[str]
    def __init__(self, **fields: object) -> None: ...

class Settle(Message):
    reader: int
    owner: int
    lease: int
    record: int
    slot: int
    n: int
    control: Attachment
    def __init__(self, **fields: object) -> None: ...

class PeerDied(Message):
    session: int
    def __init__(self, **fields: object) -> None: ...

class Trim(Message):
    capacity: int
    keep: int
    def __init__(self, **fields: object) -> None: ...

class Drain(Message):
    grace_ms: int
    def __init__(self, **fields: object) -> None: ...

class LockHeld(Message):
    def __init__(self) -> None: ...

class TokenRenewal(Message):
    leases: RepeatedScalarFieldContainer[int]
    def __init__(self, **fields: object) -> None: ...

class RenewedTokens(Message):
    tokens: RepeatedCompositeFieldContainer[RenewedToken]
    def __init__(self, **fields: object) -> None: ...

class RenewedToken(Message):
    lease: int
    token: str
    expires_at_ms: int
    def __init__(self, **fields: object) -> None: ...

class TransferPolicy(Message):
    version: int
    default_threshold_bytes: int
    entries: RepeatedCompositeFieldContainer[PolicyEntry]
    def __init__(self, **fields: object) -> None: ...

class PolicyEntry(Message):
    pool: str
    direction: int
    format: int
    threshold_bytes: int
    def __init__(self, **fields: object) -> None: ...
