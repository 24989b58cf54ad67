"""What the Elixir side does, in a few lines of Python: call a worker, inline or with refs."""

from __future__ import annotations

from typing import Any

import grpc

from snakepit_shm import Client
from snakepit_shm._import import import_payloads
from snakepit_shm._proto import bridge
from snakepit_shm._proto.ref import ShmRef
from snakepit_shm._proto.worker import FetchRequest, FetchResponse
from snakepit_shm._term import encode_term
from snakepit_shm._term_decode import decode_term


class Caller:
    """Calls the worker at `socket`; with a client, arguments from `threshold` bytes on go as refs."""

    def __init__(
        self, socket: str, client: Client | None = None, worker: int = 0, threshold: int = 1
    ) -> None:
        options = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))
        self.channel = grpc.insecure_channel(
            f"unix:{socket}", options=(*options, ("grpc.use_local_subchannel_pool", 1))
        )
        self.client, self.worker, self.threshold = client, worker, threshold
        self.refs: list[bytes] = []

    def __enter__(self) -> Caller:
        grpc.channel_ready_future(self.channel).result(20)
        return self

    def __exit__(self, *_: object) -> None:
        self.channel.close()

    def rpc(self, method: str, request: Any, response: Any, **options: Any) -> Any:
        path = method if method.startswith("/") else f"/snakepit.bridge.BridgeService/{method}"
        call: Any = self.channel.unary_unary(
            path,
            request_serializer=lambda m: m.SerializeToString(),
            response_deserializer=response.FromString,
        )
        return call(request, **options)

    def request(self, tool: str, arguments: dict[str, Any], transfer: int = 0) -> bridge.ExecuteToolRequest:
        request = bridge.ExecuteToolRequest(tool_name=tool)
        request.shm.result_transfer = transfer
        for part in encode_term(arguments, request.shm.arguments):
            payload = request.shm.payloads.add(type=part.type)
            if self.client is not None and self.worker and part.nbytes >= self.threshold:
                with self.client.seal(part.value, to=self.worker) as sealed:
                    ref = sealed.ref(to=self.worker)
                self.refs.append(ref)
                payload.ref.CopyFrom(ShmRef.FromString(ref))
            else:
                payload.inline = part.value.tobytes() if hasattr(part.value, "tobytes") else bytes(part.value)
        if self.client is not None:
            request.shm.caller = self.client.session
        return request

    def send(self, request: bridge.ExecuteToolRequest, **options: Any) -> bridge.ExecuteToolResponse:
        options.setdefault("timeout", 20)
        response: bridge.ExecuteToolResponse = self.rpc(
            "ExecuteTool", request, bridge.ExecuteToolResponse, **options
        )
        return response

    def call(self, tool: str, transfer: int = 0, **arguments: Any) -> Any:
        response = self.send(self.request(tool, arguments, transfer))
        assert response.success, response
        return self.result(response)

    def result(self, response: bridge.ExecuteToolResponse) -> Any:
        reader = self.client._attachment.reader() if self.client is not None else None
        imported = import_payloads(response.shm.payloads, reader)
        return decode_term(response.shm.result, imported.values)

    def error(self, tool: str, **arguments: Any) -> bridge.ToolError:
        response = self.send(self.request(tool, arguments))
        assert not response.success
        return response.shm.error

    def fetch(self, ref: ShmRef, caller: int) -> bytes:
        request = FetchRequest(ref=ref, caller=caller)
        response: FetchResponse = self.rpc(
            "/snakepit.shm.v1.WorkerPayloads/Fetch", request, FetchResponse, timeout=20
        )
        return response.data
