"""An order desk: lists products and prices orders from a catalogue."""

import hashlib
import json
import os
from pathlib import Path

CATALOGUE = json.loads(Path(__file__).with_name("catalogue.json").read_text())
CURRENCY = os.environ["CURRENCY"]


def handler(event, context):
    match event["routeKey"]:
        case "POST /orders":
            return create(json.loads(event["body"]))
        case "GET /products":
            return answer(200, CATALOGUE)
        case "GET /products/{sku}":
            return product(event["pathParameters"]["sku"])


def create(order):
    # An order without "sku" is not checked for: the KeyError is what this example is about.
    item = CATALOGUE[order["sku"]]
    quantity = order.get("quantity", 1)
    print(f"pricing {quantity} x {item['name']}")
    total = round(quantity * item["price"], 2)
    number = hashlib.sha256(f"{order['sku']}:{quantity}".encode()).hexdigest()[:6]
    return answer(201, {"order": number, "total": total, "currency": CURRENCY})


def product(sku):
    if sku not in CATALOGUE:
        return answer(404, {"message": f"no product {sku}"})
    return answer(200, CATALOGUE[sku])


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }
