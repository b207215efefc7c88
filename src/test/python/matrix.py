"""The clients of python-socketio, sync and async, over each transport, against the server at PARLEY_URL.

Prints a line for each client that has done what every application does: two users in a room, a message and its receipt,
and a client that leaves and comes back. Ends with an error at the first that could not.
"""

import asyncio
import json
import os
import queue
import urllib.parse
import urllib.request
from importlib.metadata import version

import socketio

URL = os.environ["PARLEY_URL"]
PATIENCE = 10
TRANSPORTS = {
    "polling, then an upgrade": (None, "websocket"),
    "websocket alone": (["websocket"], "websocket"),
    "polling alone": (["polling"], "polling"),
}


def token(user):
    with urllib.request.urlopen(f"{URL}/dev/token?{urllib.parse.urlencode({'user': user})}") as answer:
        return json.load(answer)["token"]


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def sync_client(user, transports, last):
    client = socketio.Client()
    client.heard = queue.Queue()
    client.on("message", client.heard.put)
    client.come = lambda: client.connect(URL, auth={"token": token(user)}, transports=transports, wait_timeout=PATIENCE)
    client.come()
    check(client.transport() == last, f"{client.transport()} instead of {last}")
    return client


def sync_delivers(sender, reader, author, room, content):
    receipt = sender.call("message", {"room": room, "content": content, "type": "text"}, timeout=PATIENCE)
    check(receipt["success"], receipt)
    message = reader.heard.get(timeout=PATIENCE)
    check((message["id"], message["from"], message["content"]) == (receipt["id"], author, content), message)


def sync_conversation(room, transports, last):
    ann = sync_client(f"ann-{room}", transports, last)
    bob = sync_client(f"bob-{room}", transports, last)
    for count, client in enumerate((ann, bob), start=1):
        answer = client.call("join-room", {"room": room}, timeout=PATIENCE)
        check(answer == {"success": True, "room": room, "memberCount": count}, answer)
    sync_delivers(ann, bob, f"ann-{room}", room, "h\u00e9 \U0001f388")
    before = bob.get_sid()
    bob.disconnect()
    bob.eio.wait()
    bob.come()
    check(bob.get_sid() != before, "the same socket")
    check(bob.call("join-room", {"room": room}, timeout=PATIENCE)["success"], "not back in the room")
    sync_delivers(ann, bob, f"ann-{room}", room, "welcome back")
    ann.disconnect()
    bob.disconnect()


async def async_client(user, transports, last):
    client = socketio.AsyncClient()
    client.heard = asyncio.Queue()
    client.on("message", client.heard.put)

    async def come():
        await client.connect(URL, auth={"token": token(user)}, transports=transports, wait_timeout=PATIENCE)

    client.come = come
    await client.come()
    check(client.transport() == last, f"{client.transport()} instead of {last}")
    return client


async def async_delivers(sender, reader, author, room, content):
    receipt = await sender.call("message", {"room": room, "content": content, "type": "text"}, timeout=PATIENCE)
    check(receipt["success"], receipt)
    message = await asyncio.wait_for(reader.heard.get(), PATIENCE)
    check((message["id"], message["from"], message["content"]) == (receipt["id"], author, content), message)


async def async_conversation(room, transports, last):
    ann = await async_client(f"ann-{room}", transports, last)
    bob = await async_client(f"bob-{room}", transports, last)
    for count, client in enumerate((ann, bob), start=1):
        answer = await client.call("join-room", {"room": room}, timeout=PATIENCE)
        check(answer == {"success": True, "room": room, "memberCount": count}, answer)
    await async_delivers(ann, bob, f"ann-{room}", room, "h\u00e9 \U0001f388")
    before = bob.get_sid()
    await bob.disconnect()
    # Its loops end by themselves, and one that still runs reads the next connection, too.
    await bob.eio.wait()
    await bob.come()
    check(bob.get_sid() != before, "the same socket")
    check((await bob.call("join-room", {"room": room}, timeout=PATIENCE))["success"], "not back in the room")
    await async_delivers(ann, bob, f"ann-{room}", room, "welcome back")
    await ann.disconnect()
    await bob.disconnect()


def main():
    versions = f"{version('python-socketio')}, python-engineio {version('python-engineio')}"
    for number, (title, (transports, last)) in enumerate(TRANSPORTS.items()):
        sync_conversation(f"python-sync-{number}", transports, last)
        print(f"ok: python-socketio ({versions}) sync with {title}", flush=True)
        asyncio.run(async_conversation(f"python-async-{number}", transports, last))
        print(f"ok: python-socketio ({versions}) async with {title}", flush=True)


main()
