"""Draws one-coloured PNG pictures, and measures those it is sent."""

import base64
import json
import struct
import zlib

COLOURS = {"red": (200, 30, 30), "green": (30, 160, 60), "blue": (40, 70, 200)}
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def handler(event, context):
    parameters = event["pathParameters"]
    if event["resource"] == "/pictures/{colour}/{size}":
        return draw(parameters["colour"], parameters["size"])
    return measure(parameters["name"], event)


def draw(colour, size):
    if colour not in COLOURS or not size.isdigit() or not 1 <= int(size) <= 64:
        return answer(404, {"message": f"no picture {colour}/{size}"})
    image = png(int(size), COLOURS[colour])
    # A binary body travels as base64; the gateway decodes it for clients that accept the media type.
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "image/png"},
        "isBase64Encoded": True,
        "body": base64.b64encode(image).decode(),
    }


def measure(name, event):
    image = base64.b64decode(event["body"]) if event["isBase64Encoded"] else b""
    if not image.startswith(SIGNATURE):
        return answer(415, {"message": "send a PNG, as image/png"})
    width, height = struct.unpack(">II", image[16:24])
    return answer(200, {"name": name, "width": width, "height": height})


def png(size, rgb):
    row = b"\0" + bytes(rgb) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return (
        SIGNATURE
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * size))
        + chunk(b"IEND", b"")
    )


def chunk(kind, data):
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(body),
    }
