import Foundation
import Testing

/// `waybill replay` of single requests, in every mode, with real functions.
@Suite(.service(ReplayProject.start)) struct `A replay` {
    @Test func `of an event gives the function the very bytes again`() async throws {
        try await withService { service in
            let origin = try service.post("/echo?x=1", #"{"qty":1}"#)
            let before = try service.project.json("events", origin)
            let row = try service.replay(origin, "--yes")
            #expect(row.result.string == "ok")
            #expect(row.same.isTrue, "\(row)")
            #expect(row.differences.list.isEmpty)
            let replay = try #require(row.replay.string)
            let (old, new) = try (service.flow(origin), service.flow(replay))
            #expect(new.event == old.event)
            #expect(new.kind.string == "replay")
            #expect(new.replayOf == old.id)
            #expect(new.request.client.string == NSUserName())
            #expect(new.traceId != old.traceId)
            // The function sees a request id of its own, and the recorded one in the event.
            #expect(new.response.body.string?.contains(#""requestId""#) == true)
            #expect(
                try service.events(replay).transitions
                    == "sent triggered executed returned displayed".words
            )
            let sent = try service.events(replay).data("sent")
            #expect(sent.mode.string == "event")
            #expect(sent["operator"].string == NSUserName())
            #expect(sent.batch == .null)
            #expect(try service.project.json("events", origin) == before, "the origin is untouched")
        }
    }

    @Test func `through the front door keeps its header from the function`() async throws {
        try await withService { service in
            let origin = try service.post("/headers", "{}", "X-Tenant: acme")
            let row = try service.replay(origin, "--http", "--yes")
            #expect(row.result.string == "ok")
            let replay = try #require(row.replay.string)
            let flow = try service.flow(replay)
            #expect(flow.kind.string == "replay")
            #expect(flow.replayOf == (try service.flow(origin)).id)
            let body = try JSON(flow.response.body.string ?? "")
            #expect(body["x-tenant"].string == "acme")
            #expect(body["x-waybill-replay-of"] == .null)
            #expect(flow.request.headers.list.contains { $0[0].string == "x-waybill-replay-of" })
            let sent = try service.events(replay).data("sent")
            #expect(sent.mode.string == "http")
            #expect(sent["operator"].string == NSUserName())
        }
    }

    @Test func `that a client claims names no operator`() async throws {
        try await withService { service in
            let origin = try service.post("/echo", "{}")
            let id = try #require(try service.flow(origin).id.string)
            let claimed = try service.post("/headers", "{}", "x-waybill-replay-of: \(id)")
            let flow = try service.flow(claimed)
            #expect(flow.replayOf.string == id)
            #expect(try service.events(claimed).data("sent")["operator"] == .null)
            // What names no flow is a header like any other.
            let other = try service.post("/headers", "{}", "x-waybill-replay-of: me")
            #expect(try service.flow(other).kind.string == "door")
            #expect(try service.flow(other).response.body.string?.contains("\"me\"") == true)
        }
    }

    @Test func `from executed maps the recorded result and runs nothing`() async throws {
        try await withService { service in
            let origin = try service.post("/count", "{}")
            let row = try service.replay(origin, "--from", "executed")
            #expect(row.same.isTrue, "\(row)")
            let replay = try #require(row.replay.string)
            #expect(try service.events(replay).names == "sent returned displayed".words)
            let (old, new) = try (service.flow(origin), service.flow(replay))
            #expect(new.response.body == old.response.body)
            let next = try service.post("/count", "{}")
            #expect(try service.flow(next).response.body.string == "2")
            // The same result, changed, is no valid response any more.
            let broken = try service.replay(
                origin,
                "--from",
                "executed",
                "--set",
                "result.statusCode=x",
                expecting: 1
            )
            #expect(broken.result.string == "failed")
            let story = try service.events(try #require(broken.replay.string))
            #expect(story.names == "sent edited undecodable returned displayed".words)
        }
    }

    @Test func `from executed of a function's error is a function error`() async throws {
        try await withService { service in
            let origin = try service.post("/twice", "{}")
            #expect(try service.flow(origin).outcome.string == "function error")
            let row = try service.replay(origin, "--from", "executed", expecting: 1)
            #expect(row.outcome.string == "function error", "\(row)")
            #expect(row.errorType.string == "KeyError")
            #expect(row.same.isTrue, "\(row)")
            let replay = try #require(row.replay.string)
            #expect(try service.events(replay).data("sent").mapped.string == "error")
            let told = try service.project.waybill("explain", replay).out
            #expect(told.contains("mapped the failure of \(origin) (KeyError: 'number'"), "\(told)")
            #expect(told.contains("no function ran"))
            #expect(!told.contains("without raising an error"))
            let listed = try service.project.waybill("ls", "-n", "1", "-o", "table").out
            #expect(listed.contains("KeyError: 'number'"), "\(listed)")
            let steps = try service.project.waybill("steps", replay, "-o", "table").out
            #expect(steps.contains("Maps recorded failure"), "\(steps)")
            #expect(steps.contains("Replay of \(origin)"))
            #expect(
                try service.project.waybill("steps", origin, "-o", "table").out
                    .contains("Replayed by ")
            )
            // What nothing would use is refused, as `edit` refuses it.
            let set = try service.project.waybill(
                "replay",
                origin,
                "--from",
                "executed",
                "--set",
                "result.x=1"
            )
            #expect(set.code == 2, "\(set)")
            #expect(set.err.contains("does not look into the error of a function"))
        }
    }

    @Test func `tells by itself what --set made of it`() async throws {
        try await withService { service in
            let origin = try service.post("/echo", #"{"qty":1}"#)
            for (mode, path, content) in [
                ("--event", "event.body.qty", "event"), ("--http", "request.body.qty", "request"),
            ] {
                let row = try service.replay(origin, mode, "--set", "\(path)=5", "--yes")
                let replay = try #require(row.replay.string)
                let edited = try service.events(replay).data("edited")
                #expect(edited.content.string == content, "\(mode)")
                #expect(edited["operator"].string == NSUserName())
                #expect(edited.operatorFrom.string == "socket")
                let steps = try service.project.waybill("steps", replay, "-v", "-o", "table").out
                #expect(steps.contains("edited by \(NSUserName()): \(content), \(path) 1 → 5"))
                let sets = try service.project.waybill("diff", replay, "-o", "jsonl").out
                #expect(sets.contains(#""result":"set","path":"\#(path)""#), "\(sets)")
                // A replay of the replay sends what that one sent.
                let again = try service.replay(replay, mode, "--yes")
                let body = try service.flow(try #require(again.replay.string)).event.body.string
                #expect(body == #"{"qty":5}"#)
            }
        }
    }

    @Test func `goes to another function`() async throws {
        try await withService { service in
            let origin = try service.post("/echo", #"{"qty":1}"#)
            let row = try service.replay(origin, "--to", "other", "--yes")
            let flow = try service.flow(try #require(row.replay.string))
            #expect(flow.function.string == "other")
            // Mapped as its own route maps it.
            #expect(flow.route.string == "ANY /{what}")
            #expect(flow.response.body.string == "the other one")
            #expect(row.same == .bool(false))
            let missing = try service.project.waybill("replay", origin, "--to", "othr", "--yes")
            #expect(missing.code == 2)
            #expect(missing.err.contains("did you mean other?"))
        }
    }

    @Test func `goes to another front door and to another Invoke API`() async throws {
        try await withService { service in
            let away = try ReplayProject.start()
            let origin = try service.post("/echo?x=1", #"{"qty":1}"#)
            let door = "http://127.0.0.1:\(away.port(ReplayProject.api))"
            let row = try service.replay(origin, "--to", door, "--yes")
            #expect(row.status.integer == 200)
            let replay = try #require(row.replay.string)
            #expect(try service.events(replay).names == "sent returned displayed".words)
            let there = try #require(
                try away.project.json("ls").list.first { $0.path.string == "/echo" }
            )
            #expect(there.replayOf == (try service.flow(origin)).id)

            let lambda = "http://127.0.0.1:\(away.invokePort)/2015-03-31/functions"
            let invoked = try service.replay(origin, "--to", "\(lambda)/other", "--yes")
            let flow = try service.flow(try #require(invoked.replay.string))
            #expect(flow.function.string == "other")
            #expect(flow.response.body.string == "the other one")
            let same = try service.replay(origin, "--to", lambda, "--yes")
            #expect(same.function.string == "main")
            #expect(same.same.isTrue, "\(same)")
            let failed = try service.replay(
                origin,
                "--to",
                "\(lambda)/absent",
                "--yes",
                expecting: 1
            )
            #expect(failed.result.string == "failed")
            #expect(failed.reason.string?.hasPrefix("404 ResourceNotFoundException") == true)
            #expect(try away.stop().code == 0)
            away.discard()

            let gone = try service.project.waybill("replay", origin, "--to", door, "--yes")
            #expect(gone.code == 3)
            #expect(gone.err.contains("connection refused"))
        }
    }

    @Test func `of a direct invocation and of an asynchronous one is one attempt`() async throws {
        try await withService { service in
            let direct = try service.invoke("other", #"{"a":1}"#)
            let row = try service.replay(direct, "--yes")
            #expect(row.same.isTrue, "\(row)")
            let refused = try service.project.waybill("replay", direct, "--http", "--yes")
            #expect(refused.code == 2)
            #expect(refused.err.contains("came through the Invoke API"))
            let later = try service.invoke("failing", "{}", "X-Amz-Invocation-Type: Event")
            _ = try waitUntil("the attempt") {
                try service.flow(later).outcome == .null ? nil : true
            }
            let again = try service.replay(later, "--yes", expecting: 1)
            #expect(again.outcome.string == "function error")
            #expect(again.same.isTrue, "\(again)")
            let replay = try #require(again.replay.string)
            #expect(try service.flow(replay).attempts.integer == 1)
            #expect(try service.flow(replay).status.integer == 202)
        }
    }

    @Test func `with changes sends what was changed and nothing else`() async throws {
        try await withService { service in
            let origin = try service.post("/echo", #"{"qty":1,"note":"ü"}"#)
            let row = try service.replay(
                origin,
                "--set",
                "body.qty=5",
                "--set",
                "event.headers.x-tenant=acme",
                "--yes"
            )
            let flow = try service.flow(try #require(row.replay.string))
            #expect(flow.event.headers["x-tenant"].string == "acme")
            #expect(flow.event.body.string == #"{"qty":5,"note":"ü"}"#)
            #expect(flow.event.headers["content-length"].string == "21")
            let sent = try service.replay(
                origin,
                "--http",
                "--set",
                "body.qty=6",
                "--set",
                "request.path=/headers",
                "--yes"
            )
            let request = try service.flow(try #require(sent.replay.string)).request
            #expect(request.target.string == "/headers")
            #expect(request.body.string == #"{"qty":6,"note":"ü"}"#)
            let wrong = try service.project.waybill(
                "replay",
                origin,
                "--set",
                "response.status=200",
                "--yes"
            )
            #expect(wrong.code == 2)
            #expect(wrong.err.contains("in flight is the event"))
        }
    }

    @Test func `that may change something asks for --yes, and --dry does nothing`() async throws {
        try await withService { service in
            let origin = try service.post("/echo", #"{"password":"hidden"}"#)
            let count = try service.project.json("ls", "-n", "1000").list.count
            let refused = try service.project.waybill("replay", origin)
            #expect(refused.code == 2)
            #expect(refused.err.contains("side effects are not undone: POST is not safe"))
            #expect(refused.err.contains("replay \(origin) --yes"))
            let dry = try service.project.waybill(
                "replay",
                origin,
                "--dry",
                "--set",
                "body.password=other"
            )
            #expect(dry.code == 0)
            #expect(dry.out.contains("would invoke main (code "))
            #expect(dry.out.contains("as then"))
            #expect(!dry.out.contains("hidden"))
            #expect(dry.out.contains("‹masked› → ‹masked›"))
            #expect(try service.project.json("ls", "-n", "1000").list.count == count)
            let read = try service.get("/echo").requestID
            #expect(try service.replay(read).result.string == "ok", "a GET needs no --yes")
        }
    }

    @Test func `of a flow without a Lambda event says why there is none`() async throws {
        try await withService { service in
            let none = try service.get("/no/such/route").requestID
            let refused = try service.project.waybill("replay", none)
            #expect(refused.code == 2)
            #expect(refused.err.contains("it never came to a Lambda event"))
            #expect(refused.err.contains("--http"))
            let again = try service.replay(none, "--http")
            #expect(again.status.integer == 404)
            let unmapped = try service.project.waybill("replay", none, "--from", "executed")
            #expect(unmapped.code == 2)
            #expect(unmapped.err.contains("no result of it was recorded"))
        }
    }

    @Test func `is a regression test of recorded traffic`() async throws {
        try await onThread {
            let service = try ReplayProject.start()
            for number in 0..<3 { _ = try service.post("/twice", "{\"number\":\(number)}") }
            let same = try service.project.waybill(
                "replay",
                "since",
                "-1h",
                "--expect",
                "same",
                "--yes",
                "-o",
                "json"
            )
            #expect(same.code == 0, "\(same)")
            #expect(try JSON(same.out).list.allSatisfy { $0.same.isTrue })
            let handler = try String(
                contentsOfFile: "\(service.project.folder)/code/app.py",
                encoding: .utf8
            )
            try service.project.write(
                "code/app.py",
                handler.replacingOccurrences(
                    of: "number * 2",
                    with: "number * 2 if number < 2 else '<\u{e9}&'"
                )
            )
            _ = try waitUntil("the new code") {
                service.child.out.contains("new code") ? true : nil
            }
            let report = try service.project.waybill(
                "replay",
                "since",
                "-1h",
                "--expect",
                "same",
                "--yes",
                "-o",
                "junit"
            )
            #expect(report.code == 1)
            try service.project.write("report.xml", report.out)
            try service.project.write("check.py", Self.junitCheck)
            let checked = try ChildProgram(
                Program.python,
                ["check.py", "report.xml"],
                in: service.project.folder
            ).wait()
            #expect(checked.code == 0, "\(checked)")
            #expect(checked.out == "3 tests, 1 failures: POST /twice\n")
            let ignored = try service.project.waybill(
                "replay",
                "since",
                "-1h",
                "--expect",
                "same",
                "--yes",
                "--ignore",
                "response.body",
                "--ignore",
                "result"
            )
            #expect(ignored.code == 0, "\(ignored)")
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `without a service starts one for its time, as the last one was`() async throws {
        try await onThread {
            let service = try ReplayProject.start("--parameter-overrides", "Word=given")
            let origin = try service.post("/word", "{}")
            #expect(try service.stop().code == 0)
            let output = try service.project.waybill("replay", origin, "--yes", "-o", "json")
            #expect(output.code == 0, "\(output)")
            #expect(output.err.contains("a temporary one is started"))
            #expect(try JSON(output.out).same.isTrue)
            try service.project.expectNoProcess()
            let flow = try service.project.json("show", "@last")
            #expect(flow.response.body.string == "given")
            #expect(flow.outcome.string == "ok")
            // Killed with its shell, it does not stay.
            let slow = try ChildProgram(
                Program.path,
                ["replay", origin, "--set", "rawPath=/nap", "--yes"],
                in: service.project.folder
            )
            _ = try waitUntil("the temporary service") {
                slow.err.contains("temporary") && service.project.processes().count > 3 ? true : nil
            }
            slow.send(SIGKILL)
            _ = try slow.wait()
            try waitUntil("the end of the temporary service", seconds: 15) {
                service.project.processes().isEmpty
            }
        }
    }

    /// Reads the report as a CI system does and checks what its counts say.
    private static let junitCheck = """
        import sys
        import xml.etree.ElementTree as tree

        root = tree.parse(sys.argv[1]).getroot()
        assert root.tag == "testsuites", root.tag
        allowed = {
            "testsuites": {"name", "tests", "failures", "errors", "skipped", "time"},
            "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
            "testcase": {"name", "classname", "time"}, "failure": {"message", "type"},
            "error": {"message", "type"}, "skipped": {"message"}}
        for node in root.iter():
            assert set(node.attrib) <= allowed[node.tag], (node.tag, node.attrib)
        for suite in root:
            cases = list(suite)
            for kind in ("failure", "error", "skipped"):
                count = sum(case.find(kind) is not None for case in cases)
                name = {"failure": "failures", "error": "errors"}.get(kind, kind)
                assert int(suite.get(name)) == count, (name, count)
            assert int(suite.get("tests")) == len(cases)
            for case in cases:
                float(case.get("time"))
            failed = [case.get("name").rsplit(" ", 1)[0] for case in cases
                      if case.find("failure") is not None]
            for case in cases:
                failure = case.find("failure")
                if failure is not None:
                    assert "response.body" in failure.get("message"), failure.get("message")
                    assert "<\u{e9}&" in failure.text, failure.text
        print(f"{len(cases)} tests, {len(failed)} failures: {', '.join(failed)}")
        """
}

/// A project whose function does what the path says.
enum ReplayProject {
    static let api = "ServerlessHttpApi"

    @Sendable static func start() throws -> RunningService { try start("--no-timeouts") }

    static func start(_ arguments: String...) throws -> RunningService {
        let files = ["template.yaml": template, "code/app.py": handler]
        return try RunningService(TestProject(files), ["--max-environments", "2"] + arguments)
    }

    private static let template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Word: {Type: String, Default: unset}
        Globals:
          Function: {Runtime: python3.11, CodeUri: code/, Timeout: 10}
        Resources:
          Main:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: main
              Handler: app.main
              ReservedConcurrentExecutions: 1
              Environment: {Variables: {WORD: !Ref Word}}
              Events:
                All: {Type: HttpApi, Properties: {Path: '/{what}', Method: any}}
          Other:
            Type: AWS::Serverless::Function
            Properties: {FunctionName: other, Handler: app.other}
          Failing:
            Type: AWS::Serverless::Function
            Properties: {FunctionName: failing, Handler: app.failing}
        """

    private static let handler = #"""
        import json, os, time

        calls = 0

        def main(event, context):
            global calls
            path = event["rawPath"]
            if path == "/count":
                calls += 1
                return {"statusCode": 200, "body": str(calls)}
            if path == "/headers":
                return {"statusCode": 200, "body": json.dumps(event["headers"])}
            if path == "/word":
                return {"statusCode": 200, "body": os.environ["WORD"]}
            if path == "/nap":
                time.sleep(5)
            if path == "/twice":
                number = json.loads(event["body"])["number"]
                return {"statusCode": 200, "body": json.dumps({"twice": number * 2})}
            return {"statusCode": 200, "body": json.dumps(event)}

        def other(event, context):
            return {"statusCode": 200, "body": "the other one"}

        def failing(event, context):
            raise ValueError("always")
        """#
}

extension RunningService {
    /// Sends a request and gives the id by which its flow is found.
    func post(_ target: String, _ body: String, _ headers: String...) throws -> String {
        let response = try request(
            "POST",
            target,
            port: port(ReplayProject.api),
            headers: ["Content-Type: application/json"] + headers,
            body: Array(body.utf8)
        )
        return try shortID(response)
    }

    func invoke(_ function: String, _ payload: String, _ headers: String...) throws -> String {
        let response = try request(
            "POST",
            "/2015-03-31/functions/\(function)/invocations",
            port: invokePort,
            headers: headers,
            body: Array(payload.utf8)
        )
        return try shortID(response)
    }

    private func shortID(_ response: Response) throws -> String {
        try waitUntil("the flow of \(response)") {
            try flow(response.requestID).shortId.string
        }
    }

    /// Replays one request and gives the row that tells of it.
    func replay(_ reference: String, _ arguments: String..., expecting code: Int = 0) throws -> JSON
    {
        let child = try ChildProgram(
            Program.path,
            ["replay", reference] + arguments + ["-o", "json"],
            in: project.folder
        )
        let output = try child.wait()
        guard output.code == code else { throw Surprise("replay \(arguments): \(output)") }
        return try JSON(output.out)
    }
}
