import Foundation
import Testing

/// `waybill call`, the client that shows each step.
struct `A call` {
    @Test func `shows each step and reports itself that it has shown the response`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let output = try service.project.waybill(
                "call",
                "post",
                "/hello?x=1",
                "-H",
                "X-Test: yes",
                "-d",
                "the body",
                "-i"
            )
            #expect(output.code == 0)
            #expect(output.out.hasPrefix("HTTP/1.1 200 OK\n"))
            #expect(output.out.hasSuffix("\n\nold"))
            let shown = output.err.split(separator: "\n").compactMap {
                $0.split(separator: " ").dropFirst().first.map(String.init)
            }
            #expect(shown == "sent triggered started executed returned displayed".words)
            let flow = try #require(try service.project.json("ls").list.first)
            #expect(flow.path.string == "/hello")
            let id = try #require(flow.id.string)
            let events = try service.events(id)
            #expect(events.names.filter { $0 == "displayed" }.count == 1)
            #expect(events.data("displayed").client.isTrue)
            let sent = try service.flow(id).request
            #expect(sent.method.string == "POST")
            #expect(sent.body.string == "the body")
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `with a JSON body came without its type`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            for (words, type) in [
                (["-d", #"{"sku":"A-1"}"#], "application/json"),
                (["-d", " [1]"], "application/json"),
                (["-d", "{no json"], nil), (["-d", "5"], nil),
                (["-d", "{}", "-H", "Content-Type: text/plain"], "text/plain"),
            ] as [([String], String?)] {
                let child = try ChildProgram(
                    Program.path,
                    ["call", "POST", "/x"] + words,
                    in: service.project.folder
                )
                #expect(try child.wait().code == 0)
                let event = try service.project.json("show", "@last").event
                #expect(event.headers["content-type"].string == type, "\(words)")
                #expect(event.isBase64Encoded.isTrue == (type == nil), "\(words)")
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `of a failing function shows the gateway's answer`() async throws {
        try await onThread {
            let service = try SmallProject.start()
            let output = try service.project.waybill("call", "GET", "/raise")
            #expect(output.out == #"{"message":"Internal Server Error"}"#)
            #expect(output.err.contains("ValueError"))
            let head = try service.project.waybill("call", "HEAD", "/", "-i")
            #expect(head.out.hasPrefix("HTTP/1.1 "))
            try service.project.write("body.txt", "from a file")
            let posted = try service.project.waybill("call", "POST", "/x", "-d", "@body.txt")
            #expect(posted.out == "old")
            let last = try service.project.json("show", "@last")
            #expect(last.request.body.string == "from a file")
            let missing = try service.project.waybill("call", "POST", "/x", "-d", "@absent")
            #expect(missing.code != 0)
            #expect(missing.err.contains("absent"))
            let noAPI = try service.project.waybill("call", "GET", "/", "--api", "Nope")
            #expect(noAPI.code != 0)
            #expect(noAPI.err.contains("ServerlessHttpApi"))
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `that is killed before it has shown the response does not hold its flow`()
        async throws
    {
        try await onThread {
            let service = try SmallProject.start()
            let call = try ChildProgram(
                Program.path,
                ["call", "GET", "/nap"],
                in: service.project.folder
            )
            try service.waitForFlow("/nap")
            call.send(SIGKILL)
            let id = try service.flowID(target: "/nap")
            let events = try service.events(id)
            #expect(events.transitions == "sent triggered executed returned abandoned".words)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `step by step stops at every hand-off and does what it is told`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let lines = [
                "", "p event.body", "e event.body.qty=7", "", "p result.body", "nonsense",
                "e result.statusCode={", "s", "p", "e response.status=299",
                "d response.headers.content-type",
                "c",
            ]
            let output = try service.step(
                lines,
                "POST",
                "/orders",
                "-H",
                "content-type: application/json",
                "-H",
                "authorization: s3cret",
                "-d",
                #"{"qty":1}"#,
                "-i"
            )
            #expect(output.code == 0, "\(output)")
            #expect(output.out.hasPrefix("HTTP/1.1 299"))
            #expect(output.out.contains(#""qty": 7"#))
            for expected in [
                "POST /orders before triggered: the gateway looks for the route of POST /orders",
                "POST /orders before executed: orders gets the event", "   + event.body.qty 1 → 7",
                "POST /orders before returned: the gateway maps the result",
                "POST /orders before displayed: the client gets HTTP 201", "p [NAME]",
                "the value of result.statusCode is not JSON",
            ] {
                #expect(output.err.contains(expected), "\(expected): \(output)")
            }
            #expect(!output.err.contains("s3cret"))
            let id = try #require(try service.project.json("ls").list[0].id.string)
            let events = try service.events(id)
            #expect(events.names.filter { $0 == "held" }.count == 4)
            #expect(events.data("displayed").client.isTrue)
            #expect(try service.flow(id).status.integer == 299)
            // Nobody else is stopped.
            #expect(try service.get("/other").status == 201)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `step by step can be answered, ended, and left alone`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            #expect(try service.step(["", "r 418 teapot"], "GET", "/a").out == "teapot")
            #expect(try service.step(["q"], "GET", "/b", "-i").out.hasPrefix("HTTP/1.1 503"))
            // The end of the input is no reason to hold on.
            let alone = try service.step([], "GET", "/c", "-i")
            #expect(alone.out.hasPrefix("HTTP/1.1 201"), "\(alone)")
            #expect(try service.holds().isEmpty)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `step by step that is killed lets its flow go on`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let call = try service.waiting("call GET /left --step")
            let id = try #require(try service.waitForHold("/left").flow.string)
            call.send(SIGKILL)
            let events = try service.events(id)
            #expect(events.data("resumed").reason.string == "shell")
            #expect(events.names.last == "abandoned")
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `step by step that Ctrl-C ends does not run its function`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let call = try service.waiting("call GET /left --step")
            let id = try #require(try service.waitForHold("/left").flow.string)
            try waitUntil("the question") { call.err.contains("GET /left before triggered") }
            call.send(SIGINT)
            try waitUntil("the word") { call.err.contains("still held before triggered") }
            #expect(try service.holds().count == 1)
            call.send(SIGINT)
            let output = try call.wait()
            #expect(output.code == 130, "\(output)")
            let events = try service.events(id)
            #expect(!events.names.contains("triggered"))
            #expect(try service.flow(id).cause.string == "killed")
            #expect(try service.stop().code == 0)
        }
    }
}

extension RunningService {
    /// A verb whose standard input says nothing and does not end.
    func waiting(_ words: String) throws -> ChildProgram {
        try ChildProgram(
            "/bin/sh",
            ["-c", "rm -f quiet && mkfifo quiet && exec \"$0\" \(words) <> quiet", Program.path],
            in: project.folder
        )
    }

    /// `waybill call --step` with lines on its standard input.
    fileprivate func step(_ lines: [String], _ words: String...) throws -> ChildProgram.Output {
        try project.write("input.txt", lines.map { "\($0)\n" }.joined())
        return try ChildProgram(
            "/bin/sh",
            ["-c", "exec \"$0\" call \"$@\" --step < input.txt", Program.path] + words,
            in: project.folder
        ).wait()
    }
}
