"""Starts processes for the benchmarks, loads them with wrk and reads their memory. Linux, Python 3.9+."""
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WORK = os.path.join(ROOT, ".build", "bench")
SECONDS = int(os.environ.get("SECONDS_EACH", "4"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))


class Processes:
    """Everything started in one measurement; ends with it."""

    def __init__(self):
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.running:
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        deadline = time.time() + 5
        for process in self.running:
            try:
                process.wait(max(0.1, deadline - time.time()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def start(self, command, cwd=None, env=None, output=subprocess.DEVNULL):
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=output, stderr=subprocess.STDOUT if output != subprocess.DEVNULL else output,
            start_new_session=True)
        self.running.append(process)
        return process


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port, seconds=30):
    """Seconds until something listens on the port."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return time.perf_counter() - begin
        time.sleep(0.001)
    raise SystemExit(f"nothing listens on port {port} after {seconds} s")


def wrk(url, connections, seconds=None, script=None):
    """Requests per second, median and 99th percentile in ms, and how many answers were not 2xx."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds or SECONDS}s", "--latency"]
    command += ["-s", script] if script else []
    text = subprocess.run(command + [url], capture_output=True, text=True).stdout
    rate = float((re.search(r"Requests/sec: +([0-9.]+)", text) or [0, "0"])[1])
    bad = int((re.search(r"Non-2xx or 3xx responses: (\d+)", text) or [0, "0"])[1])
    return {"rate": rate, "p50": latency(text, "50"), "p99": latency(text, "99"), "bad": bad}


def latency(text, percent):
    found = re.search(rf"{percent}% +([0-9.]+)(us|ms|s)", text)
    if not found:
        return 0.0
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


def resident_mib(pid):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def median(values):
    return sorted(values)[len(values) // 2]


def first_answer(url, seconds=30):
    """Seconds until the URL answers 200."""
    import urllib.request
    begin = time.perf_counter()
    while True:
        try:
            urllib.request.urlopen(url, timeout=seconds).read()
            return time.perf_counter() - begin
        except OSError:
            if time.perf_counter() - begin > seconds:
                raise
            time.sleep(0.001)


def project(folder, function="python"):
    """A fresh project folder with one function behind `GET /hello`."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    if function == "python":
        shutil.copy(os.path.join(HERE, "function", "app.py"), folder)
        handler, runtime = "Handler: app.handler", "python3.11"
    else:
        shutil.copy(os.path.join(WORK, "cric"), os.path.join(folder, "bootstrap"))
        handler, runtime = "Handler: none", "provided.al2023"
    with open(os.path.join(folder, "template.yaml"), "w") as template:
        template.write(f"""Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: {runtime}
      {handler}
      CodeUri: .
      Timeout: 30
      Events:
        Hello: {{Type: HttpApi, Properties: {{Path: /hello, Method: ANY}}}}
""")
    return folder
