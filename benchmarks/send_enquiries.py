"""Sends enquiries at a steady rate over kept connections, and says how long each waited.

    python benchmarks/send_enquiries.py HOST PORT PATH RATE SECONDS CONNECTIONS RUN

A process of its own, started by `speed_intake.py`. The time of an answer counts from when the
enquiry was due to be sent, so that a stall of the server isn't hidden by waiting for it.
"""

import asyncio
import json
import sys
import time

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: {length}\r\n\r\n"
)


def request(host: str, path: str, who: str) -> bytes:
    """Return one enquiry as a browser sends it."""
    body = (
        f"name=Ada+Example+{who}&email={who}%40acme.example&company=Acme&message=We+run+forty+"
        f"bakeries+near+Ghent+and+need+an+offer+for+ovens+by+May%2C+{who}&_second_message="
    )
    return (HEAD.format(path=path, host=host, length=len(body)) + body).encode()


async def send_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: bytes) -> bool:
    """Send one enquiry and return whether it was acknowledged."""
    writer.write(sent)
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length or 0))
    return head.startswith((b"HTTP/1.1 303", b"HTTP/1.1 202"))


async def send_all(
    host: str, port: int, path: str, rate: float, seconds: float, connections: int, run: str
) -> dict[str, object]:
    """Send at this rate for so long; return how many were acknowledged and their waits in ms."""
    waits: list[float] = []
    failed = 0
    due: asyncio.Queue[tuple[float, int] | None] = asyncio.Queue()

    async def work() -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection(host, port)
        while (task := await due.get()) is not None:
            moment, number = task
            if await send_one(reader, writer, request(host, path, f"s{run}n{number}")):
                waits.append((time.perf_counter() - moment) * 1000)
            else:
                failed += 1
        writer.close()

    workers = [asyncio.create_task(work()) for _ in range(connections)]
    started = time.perf_counter()
    for number in range(int(rate * seconds)):
        moment = started + number / rate
        while (ahead := moment - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        due.put_nowait((moment, number))
    for _ in workers:
        due.put_nowait(None)
    await asyncio.gather(*workers)
    return {"waits": waits, "failed": failed, "seconds": time.perf_counter() - started}


def main() -> None:
    """Send, and print what came out as JSON."""
    host, port, path, rate, seconds, connections, run = sys.argv[1:]
    sent = send_all(host, int(port), path, float(rate), float(seconds), int(connections), run)
    print(json.dumps(asyncio.run(sent)))


if __name__ == "__main__":
    main()
