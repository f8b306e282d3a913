"""Drives a running `retrieval serve` with the official Python client, from the project's own .proto files.

usage: client.py STUBS ADDRESS INDEX CASE
Prints one JSON object: what the service answered. Any error that the case does not expect ends the program with a trace.
"""
import json
import queue
import sys
import threading

sys.path.insert(0, sys.argv[1])
import grpc  # noqa: E402
from google.protobuf import json_format  # noqa: E402
from grpc_health.v1 import health_pb2, health_pb2_grpc  # noqa: E402
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc  # noqa: E402
from retrieval.v1 import catalog_pb2, catalog_pb2_grpc, events_pb2, events_pb2_grpc, money_pb2, product_pb2  # noqa: E402
from retrieval.v1 import retrieval_pb2, retrieval_pb2_grpc, search_pb2  # noqa: E402

channel = grpc.insecure_channel(sys.argv[2])
index, case = sys.argv[3], sys.argv[4]
retrieval = retrieval_pb2_grpc.RetrievalStub(channel)
catalog = catalog_pb2_grpc.CatalogStub(channel)


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
        "deadline": ask(index=index, query="a large frying pan with a lid that does not stick, under 80 euros, " * 12, timeout=0.001),
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


def euro(amount):
    return money_pb2.Money(amount=amount, currency="EUR")


def found():
    """What a search says of the jobs' product at this moment: its price, None where it is not found."""
    hits = retrieval.Search(search_pb2.SearchRequest(index=index, query="Zirbelo raclette", top=3), timeout=30).hits
    return next((hit.price.amount for hit in hits if hit.id == "Z-1"), None)


def change(prices):
    """Sends the product's prices, each after the acknowledgement of the one before; gives each acknowledgement and what was found then."""
    messages = queue.SimpleQueue()
    replies = catalog.UpdateOffers(iter(messages.get, None), timeout=60)
    seen = []
    for sequence, amount in enumerate(prices):
        offers = [catalog_pb2.OfferUpdate(id="Z-1", price=euro(amount)), catalog_pb2.OfferUpdate(id="nobody", quantity=1)]
        messages.put(catalog_pb2.UpdateOffersRequest(index="" if sequence else index, sequence=sequence, offers=offers))
        seen.append({**as_json(next(replies)), "found": found()})
    messages.put(None)
    return seen + [as_json(reply) for reply in replies]


def jobs():
    """Every job of the catalogue once, with what is found after its reply."""
    products = [product_pb2.Product(id="Z-1", title="Zirbelo raclette grill", price=euro(7000)), product_pb2.Product(id="Z-2")]
    seen = {"before": found()}
    seen["upsert"] = as_json(catalog.Upsert((catalog_pb2.UpsertRequest(index=index, product=product) for product in products), timeout=60))
    seen["upserted"] = found()
    seen["changes"] = change(range(6000, 6010))
    many = (catalog_pb2.UpdateOffersRequest(index=index, sequence=i, offers=[catalog_pb2.OfferUpdate(id="Z-1", price=euro(5000 - i))]) for i in range(200))
    seen["many"] = [reply.sequence for reply in catalog.UpdateOffers(many, timeout=60)]
    seen["changed"] = found()
    seen["indexes"] = as_json(catalog.ListIndexes(catalog_pb2.ListIndexesRequest(), timeout=30))["indexes"]
    seen["reindex"] = [as_json(step) for step in catalog.Reindex(catalog_pb2.ReindexRequest(index=index), timeout=60)]
    seen["reindexed"] = found()
    seen["later"] = change([4000])
    seen["rollback"] = as_json(catalog.Rollback(catalog_pb2.RollbackRequest(index=index), timeout=60))
    seen["rolled_back"] = found()
    seen["delete"] = as_json(catalog.Delete(catalog_pb2.DeleteRequest(index=index, ids=["Z-1", "nobody"]), timeout=60))
    seen["deleted"] = found()
    seen["statuses"] = {
        "unknown_index": status_of(lambda: list(catalog.UpdateOffers(iter([catalog_pb2.UpdateOffersRequest(index="nowhere")]), timeout=30))),
        "no_index": status_of(lambda: catalog.Upsert(iter([catalog_pb2.UpsertRequest(product=products[0])]), timeout=30)),
        "no_ids": status_of(lambda: catalog.Delete(catalog_pb2.DeleteRequest(index=index), timeout=30)),
        "outside_feed": status_of(lambda: list(catalog.Reindex(catalog_pb2.ReindexRequest(index=index, feeds=["../feed.jsonl"]), timeout=30))),
    }
    return seen


def events():
    """The same event twice, then a wrong one beside a right one."""
    stub = events_pb2_grpc.EventsStub(channel)
    shown = events_pb2.FunnelEvent(event_id="e-1", kind="shown", session_id="s-1", answer_id="a-1", products=[events_pb2.EventProduct(id="KIT-001", rank=1)])
    wrong = events_pb2.FunnelEvent(event_id="e-2", kind="bought", session_id="s-1")
    request = events_pb2.RecordRequest(index=index, events=[shown])
    return {
        "first": as_json(stub.Record(request, timeout=30)),
        "again": as_json(stub.Record(request, timeout=30)),
        "wrong": status_of(lambda: stub.Record(events_pb2.RecordRequest(index=index, events=[shown, wrong]), timeout=30)),
    }


print(json.dumps(globals()[case]()))
