"""Whole processes of the shell on a log of two million flows (ten million events): what people ask, how
long they wait for it, and how much memory the shell needs."""
import datetime
import os
import pty
import re
import select
import subprocess
import time

from service import WORK, median

RUNS = int(os.environ.get("QUERY_RUNS", "9"))


def log_of_two_millions():
    log = os.environ.get("TWO_MILLION_LOG", os.path.join(WORK, "two-million", "log.sqlite"))
    if not os.path.exists(log):
        os.makedirs(os.path.dirname(log), exist_ok=True)
        subprocess.run([os.path.join(WORK, "logbench"), "fill", log, "2000000"], check=True)
    return log


def sqlite(log, sql):
    return subprocess.run(["sqlite3", f"file:{log}?mode=ro", sql], capture_output=True, text=True,
                          check=True).stdout.strip()


def timed(command, runs=RUNS):
    """Median seconds and the most resident memory in MiB of whole runs; the first is not counted."""
    seconds, peak = [], 0
    for number in range(runs + 1):
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        error = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        if status != 0:
            raise SystemExit(f"{' '.join(command)}: {error.decode()}")
        if number > 0:
            seconds.append(time.perf_counter() - begin)
        peak = max(peak, usage.ru_maxrss / 1024)
    return median(seconds), peak


def prompt_seconds(waybill, log):
    """From start to a prompt that takes a line, on a terminal."""
    begin = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(waybill, [waybill, "shell", "--log", log])
    seen = b""
    while b"waybill" not in seen:
        if not select.select([terminal], [], [], 10)[0]:
            raise SystemExit("no prompt within ten seconds")
        seen += os.read(terminal, 4096)
    took = time.perf_counter() - begin
    os.write(terminal, b"\x04")
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:
        pass
    os.waitpid(pid, 0)
    return took


def moment(microseconds):
    time_of = datetime.datetime.fromtimestamp(microseconds / 1e6, datetime.timezone.utc)
    return time_of.strftime("%Y-%m-%dT%H:%M:%SZ")


def measure(waybill, row):
    log = log_of_two_millions()
    newest = int(sqlite(log, "SELECT sent_at FROM flow_state ORDER BY first_position DESC LIMIT 1"))
    flow = sqlite(log, "SELECT printf('%08x', short_id) FROM flow_state WHERE first_position > 5000000 LIMIT 1")
    end = moment(newest + 1_000_000)

    def since(minutes):
        return ["since", moment(newest - minutes * 60_000_000), "until", end]

    questions = [
        ("one flow by id: steps", ["steps", flow], "20", "10"),
        ("ls failed of 15 minutes", ["ls", "failed", *since(15)], "20", "12"),
        ("count by status in an hour",
         ["query", *since(60), "stats count(*) as n by status"], "20", "15"),
        ("top by function over a day of 200,000 flows", ["top", "by", "function", *since(1440)],
         "300", "150"),
    ]
    highest = 0
    for name, words, least, aim in questions:
        seconds, peak = timed([waybill, *words, "--log", log])
        highest = max(highest, peak)
        row(12, f"ms of {name}", f"{seconds * 1000:.1f}", least, aim, f"{peak:.0f} MiB")

    # The same SQL in the sqlite3 shell and in ours, turn by turn.
    sql = ("SELECT count(*) FROM log_event WHERE type = 'executed' "
           "AND json_extract(data, '$.errorType') = 'KeyError'")
    lowered = "SOURCE events | filter type = 'executed' and data.errorType = 'KeyError' | stats count(*)"
    ratios = {"sql": [], "query": []}
    for _ in range(3):
        other, _ = timed(["sqlite3", f"file:{log}?mode=ro", sql], runs=1)
        own, peak = timed([waybill, "sql", sql, "--timeout", "300s", "--log", log], runs=1)
        ratios["sql"].append(other / own)
        own, second = timed([waybill, "query", "since", "-3650d", "--timeout", "300s", lowered, "--log", log], runs=1)
        ratios["query"].append(other / own)
        highest = max(highest, peak, second)
    for verb, values in ratios.items():
        row(13, f"JSON condition over all events, `{verb}` against sqlite3", f"{median(values):.2f}",
            "0.5", "0.9")
    row(14, "most MiB of the shell in all of these", f"{highest:.0f}", "60", "40")
    times = [prompt_seconds(waybill, log) for _ in range(RUNS)]
    row(15, "ms from start to the prompt", f"{median(times) * 1000:.1f}", "50", "25")
