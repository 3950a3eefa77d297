"""Measures the service against the floor and its peers, and prints every figure as a ratio in one run.

usage: bench.py [rates] [durability] [memory] [size] [start] [verbs] [append] [queries] [holds] [replay]
                                                                    (all of them without words)

The floor is `peers/floor.c`: it only bridges HTTP to the function's runtime client and records nothing.
Machines are shared and noisy: compare figures of one run only.
"""
import os
import re
import subprocess
import sys
import time

from queries import measure as measure_queries
from service import (
    HERE, ROOT, ROUNDS, WORK, Processes, first_answer, free_port, median, project, resident_mib,
    wait_for_port, wrk)

WAYBILL = os.environ.get("WAYBILL_BINARY", os.path.join(ROOT, ".build", "release", "waybill"))
PYTHON = os.environ.get("WAYBILL_TEST_PYTHON", os.path.join(WORK, "venv", "bin", "python"))
CARGO_LAMBDA = os.environ.get("CARGO_LAMBDA", os.path.join(WORK, "venv", "bin", "cargo-lambda"))
FLOOR = os.path.join(WORK, "floor")
CRIC = os.path.join(WORK, "cric")
EVENT = os.path.join(HERE, "peers", "event_v2.json")


def row(number, what, figure, least, aim, detail=""):
    print(f"{number:>2}  {what:58s} {figure:>9s}   at least {least:>9s}   aim {aim:>9s}   {detail}",
          flush=True)


def start_floor(processes, environments, client):
    api, front = free_port(), free_port()
    processes.start([FLOOR, "bridge", str(api), str(front), EVENT])
    wait_for_port(api)
    for _ in range(environments):
        variables = {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api}",
                     "LAMBDA_TASK_ROOT": os.path.join(HERE, "function")}
        if client == "python":
            processes.start([PYTHON, "-m", "awslambdaric", "app.handler"],
                            cwd=os.path.join(HERE, "function"), env=variables)
        else:
            processes.start([CRIC], env=variables)
    url = f"http://127.0.0.1:{front}/hello"
    first_answer(url)
    time.sleep(0.3)
    return url


def start_waybill(processes, environments, client, durability="process", folder=None, wait=True):
    port, invoke = free_port(), free_port()
    folder = folder or project(os.path.join(WORK, "project"), client)
    process = processes.start(
        [WAYBILL, "up", "--quiet", "--port", str(port), "--invoke-port", str(invoke),
         "--max-environments", str(environments), "--durability", durability, "--no-watch",
         "--runtime", f"python3.11={PYTHON}"], cwd=folder)
    url = f"http://127.0.0.1:{port}/hello"
    wait_for_port(port)
    if wait:
        first_answer(url)
        # Every environment is warm before the measurement.
        wrk(url, environments * 4, seconds=1)
    return url, process, folder


def start_cargo_lambda(processes, environments):
    port = free_port()
    folder = os.path.join(WORK, "cargo-project")
    os.makedirs(os.path.join(folder, "src"), exist_ok=True)
    with open(os.path.join(folder, "Cargo.toml"), "w") as manifest:
        manifest.write('[package]\nname = "hello"\nversion = "0.1.0"\nedition = "2021"\n')
    open(os.path.join(folder, "src", "main.rs"), "w").write("fn main() {}\n")
    processes.start([CARGO_LAMBDA, "lambda", "watch", "--only-lambda-apis", "-A", "127.0.0.1",
                     "-P", str(port)], cwd=folder)
    wait_for_port(port)
    for _ in range(environments):
        processes.start([CRIC], env={"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}/.rt"})
    url = f"http://127.0.0.1:{port}/hello"
    first_answer(url)
    return url


def compare(number, what, connections, reference, ours, least, aim):
    """Rounds in turn, so that a drift of the machine meets both."""
    ratios, rates, others, worst = [], [], [], []
    for _ in range(ROUNDS):
        with Processes() as processes:
            other = wrk(reference(processes), connections)
        with Processes() as processes:
            own = wrk(ours(processes), connections)
        ratios.append(own["rate"] / max(other["rate"], 1))
        rates.append(own["rate"])
        others.append(other["rate"])
        worst.append(own["p99"])
        if own["bad"]:
            print(f"    {own['bad']} answers were not 2xx")
    row(number, what, f"{median(ratios):.2f}", least, aim,
        f"{median(rates):.0f}/s against {median(others):.0f}/s, p99 {median(worst):.1f} ms")


def rates():
    compare(1, "1 connection, 1 environment: share of the floor", 1,
            lambda p: start_floor(p, 1, "python"), lambda p: start_waybill(p, 1, "python")[0],
            "0.65", "0.9")
    compare(2, "16 connections, 2 environments: share of the floor", 16,
            lambda p: start_floor(p, 2, "python"), lambda p: start_waybill(p, 2, "python")[0],
            "0.6", "0.85")
    compare("", "16 connections, 4 C clients: share of the floor", 16,
            lambda p: start_floor(p, 4, "c"), lambda p: start_waybill(p, 4, "c")[0], "-", "-")
    if os.path.exists(CARGO_LAMBDA):
        compare(3, "16 connections, 4 C clients: against cargo-lambda", 16,
                lambda p: start_cargo_lambda(p, 4), lambda p: start_waybill(p, 4, "c")[0],
                "0.75", "1.1")
    else:
        print(" 3  cargo-lambda is not installed: pip install cargo-lambda in the benchmark's venv")


def durability():
    compare(4, "16 connections: durability power against process", 16,
            lambda p: start_waybill(p, 2, "python")[0],
            lambda p: start_waybill(p, 2, "python", "power")[0], "0.6", "0.85")


def memory():
    with Processes() as processes:
        url, process, _ = start_waybill(processes, 4, "c", wait=False)
        time.sleep(1)
        idle = resident_mib(process.pid)
        flows, begin = 0, time.time()
        after = {}
        while flows < 100_000:
            flows += int(wrk(url, 16, seconds=4)["rate"] * 4)
            after[flows] = resident_mib(process.pid)
        time.sleep(1)
        row(5, "resident MiB idle / after 100,000 flows",
            f"{idle:.0f} / {resident_mib(process.pid):.0f}", "32 / 64", "15 / 40",
            ", ".join(f"{count}: {mib:.0f}" for count, mib in after.items()))


def size():
    body = os.path.join(WORK, "body.lua")
    with open(body, "w") as script:
        script.write('wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
                     'wrk.body = \'{"text":"\' .. string.rep("order ", 168) .. \'"}\'\n')
    folder = project(os.path.join(WORK, "size-project"), "python")
    with open(os.path.join(folder, "app.py"), "w") as code:
        code.write('def handler(event, context):\n'
                   '    return {"statusCode": 200, "body": event.get("body", "")}\n')
    with Processes() as processes:
        url, _, _ = start_waybill(processes, 2, "python", folder=folder, wait=False)
        first_answer(url)
        before = time.time()
        flows = int(wrk(url, 16, script=body)["rate"] * float(os.environ.get("SECONDS_EACH", "4")))
    log = os.path.join(folder, ".waybill", "log.sqlite")
    count = int(subprocess.run(
        ["sqlite3", log, "select count(*) from flow_state"], capture_output=True, text=True).stdout)
    total = sum(os.path.getsize(os.path.join(folder, ".waybill", name))
                for name in os.listdir(os.path.dirname(log)) if name.startswith("log.sqlite"))
    row(6, "log bytes per flow, 1 KiB request and response", f"{total / count:.0f}", "6144", "4096",
        f"{count} flows, {total / 1048576:.1f} MiB")


def start():
    listening, cold, bare = [], [], []
    for _ in range(7):
        folder = project(os.path.join(WORK, "start-project"), "python")
        with Processes() as processes:
            begin = time.perf_counter()
            port, invoke = free_port(), free_port()
            processes.start(
                [WAYBILL, "up", "--quiet", "--port", str(port), "--invoke-port", str(invoke),
                 "--runtime", f"python3.11={PYTHON}"], cwd=folder)
            wait_for_port(port)
            listening.append(time.perf_counter() - begin)
            time.sleep(1)
            cold.append(first_answer(f"http://127.0.0.1:{port}/hello"))
        with Processes() as processes:
            api, front = free_port(), free_port()
            processes.start([FLOOR, "bridge", str(api), str(front), EVENT])
            wait_for_port(api)
            begin = time.perf_counter()
            processes.start([PYTHON, "-m", "awslambdaric", "app.handler"],
                            cwd=os.path.join(HERE, "function"),
                            env={"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api}",
                                 "LAMBDA_TASK_ROOT": os.path.join(HERE, "function")})
            first_answer(f"http://127.0.0.1:{front}/hello")
            bare.append(time.perf_counter() - begin)
    row(7, "ms from start to listening", f"{median(listening) * 1000:.0f}", "150", "50")
    row(7, "cold start to first answer against the bare interpreter",
        f"{median(cold) / median(bare):.2f}", "1.3", "1.1",
        f"{median(cold) * 1000:.0f} ms against {median(bare) * 1000:.0f} ms")


def verbs():
    log = os.environ.get("MILLION_LOG", os.path.join(WORK, "million", "log.sqlite"))
    if not os.path.exists(log):
        subprocess.run([os.path.join(WORK, "logbench"), "fill", log, "1000000"], check=True)
    flow = subprocess.run(
        ["sqlite3", log, "select printf('%08x', short_id) from flow_state "
         "where first_position > 3000000 limit 1"], capture_output=True, text=True).stdout.strip()
    for words in (["ls"], ["steps", flow]):
        times = []
        for _ in range(15):
            begin = time.perf_counter()
            subprocess.run([WAYBILL, *words, "--log", log], stdout=subprocess.DEVNULL, check=True)
            times.append(time.perf_counter() - begin)
        row(9, f"ms of `waybill {words[0]}` on a log of one million flows",
            f"{median(times) * 1000:.1f}", "30", "15", f"fastest {min(times) * 1000:.1f}")


def set_breakpoints(folder):
    """At every hand-off, such that no flow meets them."""
    for words in (["after", "sent", "where", 'path = "/never"'],
                  ["before", "executed", "where", 'method = "POST" and path like /never/'],
                  ["before", "displayed", "where", "status >= 500"], ["on", "error"]):
        subprocess.run([WAYBILL, "break", *words], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)


def holds():
    """A difference of a few percent: both services are up, and are asked in turn, many times."""
    free, watched = [], []
    with Processes() as processes:
        plain, *_ = start_waybill(
            processes, 4, "c", folder=project(os.path.join(WORK, "plain"), "c"))
        url, _, folder = start_waybill(
            processes, 4, "c", folder=project(os.path.join(WORK, "watched"), "c"))
        set_breakpoints(folder)
        for _ in range(ROUNDS * 4):
            free.append(wrk(plain, 16)["rate"])
            watched.append(wrk(url, 16)["rate"])
    ratios = [own / other for own, other in zip(watched, free)]
    row(10, "4 breakpoints that nothing meets: share of none, C clients",
        f"{median(ratios):.2f}", "0.97", "0.99",
        f"{median(watched):.0f}/s against {median(free):.0f}/s; quarter to three quarters "
        f"{sorted(ratios)[len(ratios) // 4]:.2f} to {sorted(ratios)[len(ratios) * 3 // 4]:.2f}")


def replay():
    ratios, rates, doors, whole = [], [], [], []
    for _ in range(ROUNDS):
        with Processes() as processes:
            url, _, folder = start_waybill(processes, 4, "c")
            door = wrk(url, 16)["rate"]
            log = os.path.join(folder, ".waybill", "log.sqlite")
            begin = time.perf_counter()
            subprocess.run([WAYBILL, "replay", "since", "-1h", "--max", "20000", "--log", log],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            whole.append(time.perf_counter() - begin)
            count, microseconds = subprocess.run(
                ["sqlite3", "-readonly", log,
                 "select count, ended_at - began_at from batches where short_id = 'b-1'"],
                capture_output=True, text=True, check=True).stdout.strip().split("|")
        doors.append(door)
        rates.append(int(count) * 1e6 / int(microseconds))
        ratios.append(rates[-1] / door)
    row(11, "a batch of replays, 4 C clients: share of the front door", f"{median(ratios):.2f}",
        "0.7", "0.9", f"{median(rates):.0f}/s against {median(doors):.0f}/s; "
        f"the verb with its report took {median(whole):.1f} s for {count}")


def queries():
    measure_queries(WAYBILL, row)


def append():
    limit, own = [], []
    for _ in range(ROUNDS):
        folder = os.path.join(WORK, "append")
        os.makedirs(folder, exist_ok=True)
        text = subprocess.run(
            [os.path.join(WORK, "sqlite_limit"), "append", f"db={folder}/limit.db", "sync=full",
             "batch=500", "hash=1", "proj=1", "secs=3"], capture_output=True, text=True).stdout
        limit.append(float(re.search(r'"ev_s":([0-9.]+)', text)[1]))
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        text = subprocess.run([os.path.join(WORK, "logbench"), "append", f"{folder}/log.sqlite", "3"],
                              capture_output=True, text=True).stdout
        own.append(float(text.split()[0]))
    row(8, "bare append, batches of 500, power: share of the C limit",
        f"{median(own) / median(limit):.2f}", "0.7", "0.95",
        f"{median(own):.0f} events/s against {median(limit):.0f}")


if __name__ == "__main__":
    chosen = sys.argv[1:] or ["rates", "durability", "memory", "size", "start", "append", "verbs", "queries",
                              "holds", "replay"]
    for name in chosen:
        if name not in globals() or name.startswith("_"):
            raise SystemExit(f"bench.py: no benchmark '{name}'\n{__doc__}")
        globals()[name]()
