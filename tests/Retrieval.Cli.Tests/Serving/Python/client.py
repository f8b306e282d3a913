"""Drives a running `retrieval serve` with the official Python client, from the project's own .proto files.

usage: client.py STUBS ADDRESS INDEX CASE
Prints one JSON object: what the service answered. Any error that the case does not expect ends the program with a trace.
"""
import json
import sys
import threading

sys.path.insert(0, sys.argv[1])
import grpc  # noqa: E402
from google.protobuf import json_format  # noqa: E402
from grpc_health.v1 import health_pb2, health_pb2_grpc  # noqa: E402
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc  # noqa: E402
from retrieval.v1 import retrieval_pb2, retrieval_pb2_grpc, search_pb2  # noqa: E402

channel = grpc.insecure_channel(sys.argv[2])
index, case = sys.argv[3], sys.argv[4]
retrieval = retrieval_pb2_grpc.RetrievalStub(channel)


def as_json(message):
    return json_format.MessageToDict(message, preserving_proto_field_name=True)


def status_of(call):
    try:
        call()
    except grpc.RpcError as error:
        return {"code": error.code().name, "details": error.details()}
    return {"code": "OK", "details": ""}


def search():
    return as_json(retrieval.Search(search_pb2.SearchRequest(index=index, query="mixeur smoothie à moins de 60 €", market="FR", top=3), timeout=30))


def understand():
    return as_json(retrieval.Understand(retrieval_pb2.UnderstandRequest(index=index, sentence="rote Pfanne 28 cm unter 40 Euro"), timeout=30))


def health():
    reply = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(service="retrieval.v1.Retrieval"), timeout=30)
    return {"status": health_pb2.HealthCheckResponse.ServingStatus.Name(reply.status)}


def reflection():
    request = reflection_pb2.ServerReflectionRequest(list_services="")
    replies = reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(iter([request]), timeout=30)
    return {"services": [service.name for service in next(replies).list_services_response.service]}


def statuses():
    def ask(timeout=30, **fields):
        return status_of(lambda: retrieval.Search(search_pb2.SearchRequest(**fields), timeout=timeout))

    return {
        "unknown_index": ask(index="nowhere", query="pan"),
        "empty_query": ask(index=index, query=""),
        "wrong_filter": ask(index=index, query="pan", filter="price<="),
        "deadline": ask(index=index, query="pan", timeout=0.001),
        "after": ask(index=index, query="pan"),
    }


def steady():
    """Searches without a pause until standard input ends; every call has to be answered."""
    stop = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
    answered, titles = 0, set()
    print("running", flush=True)
    while not stop.is_set():
        reply = retrieval.Search(search_pb2.SearchRequest(index=index, query="kettle", top=1), timeout=30)
        titles.update(hit.title for hit in reply.hits)
        answered += 1
    return {"answered": answered, "titles": sorted(titles)}


print(json.dumps(globals()[case]()))
