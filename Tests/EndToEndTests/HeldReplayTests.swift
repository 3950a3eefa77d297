import Foundation
import Testing

/// Replays pass the same hand-offs as live requests.
struct `A held replay` {
    @Test func `of an event gets another answer when it is edited from a second process`()
        async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            let origin = try service.origin("/orders", #"{"qty":2}"#)
            _ = try service.project.waybill("break", "before", "executed")
            let replay = try service.replay(origin)
            try service.waitForHold("/orders", "before executed")
            // Nobody sits there to be asked, so it is said.
            try waitUntil("the word of it") {
                replay.err.contains("is held before executed by b1; it goes on in")
            }
            #expect(replay.isRunning)
            let edited = try service.project.waybill("edit", "event.body.qty=5")
            #expect(edited.out.contains("event.body.qty 2 → 5"), "\(edited)")
            #expect(try service.project.waybill("resume").code == 0)

            let output = try replay.wait()
            let id = try #require(try JSON(output.out).replay.string)
            let flow = try service.flow(id)
            #expect(try JSON(flow.response.body.string ?? "").qty.integer == 5)
            #expect(flow.event.body.string == #"{"qty":5}"#)
            #expect(try service.flow(origin).event.body.string == #"{"qty":2}"#)
            let events = try service.events(id)
            #expect(
                events.names.filter { $0 != "logged" }
                    == "sent triggered held edited resumed started executed returned displayed"
                    .words
            )
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is changed after its function has answered, and when its response is ready`()
        async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            let origin = try service.origin("/orders", #"{"qty":2}"#)
            for (point, edit) in [
                ("returned", "result.statusCode=299"), ("displayed", "status=299"),
            ] {
                _ = try service.project.waybill("break", "before", point, "once")
                let replay = try service.replay(origin)
                try service.waitForHold("/orders", "before \(point)")
                let edited = try service.project.waybill(
                    "edit",
                    point == "displayed" ? "response.\(edit)" : edit
                )
                #expect(edited.code == 0, "\(edited)")
                _ = try service.project.waybill("resume")
                let row = try JSON(try replay.wait().out)
                #expect(row.status.integer == 299, "\(point): \(row)")
                let id = try #require(row.replay.string)
                _ = try service.events(id)
                #expect(try service.flow(id).status.integer == 299)
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is answered or ended by an operator at every hand-off`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let origin = try service.origin("/orders", "{}")
            for point in ["executed", "returned", "displayed"] {
                for (words, status, outcome) in [
                    (["resume", "with", "418", "teapot"], 418, "client error"),
                    (["kill"], 503, "gateway failure"),
                ] {
                    _ = try service.project.waybill("break", "before", point, "once")
                    let replay = try service.replay(origin)
                    try service.waitForHold("/orders", "before \(point)")
                    let resumed = try service.project.run(words)
                    #expect(resumed.code == 0, "\(resumed)")
                    let row = try JSON(try replay.wait().out)
                    #expect(row.status.integer == status, "\(point) \(words): \(row)")
                    let id = try #require(row.replay.string)
                    let events = try service.events(id)
                    #expect(events.names.contains("started") == (point != "executed"))
                    let flow = try service.flow(id)
                    #expect(flow.outcome.string == outcome, "\(point) \(words): \(flow)")
                    #expect(flow.status.integer == status)
                    if status == 418 {
                        #expect(flow.response.body.string == "teapot")
                        #expect(
                            flow.response.headers.list.contains {
                                $0[0].string?.lowercased() == "apigw-requestid"
                            }
                        )
                    }
                }
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `step by step stops at every hand-off and does what it is told`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let origin = try service.origin("/orders", #"{"qty":2}"#)
            let output = try service.step(
                ["p event.body", "e event.body.qty='7'", "", "p result.body.qty", "s", "c"],
                origin
            )
            for expected in [
                "POST /orders before executed: orders gets the event", "   + event.body.qty 2 → 7",
                "POST /orders before returned: the gateway maps the result",
                "POST /orders before displayed: the client gets HTTP 201",
            ] {
                #expect(output.err.contains(expected), "\(expected): \(output)")
            }
            let id = try #require(try JSON(output.out).replay.string)
            #expect(try JSON(try service.flow(id).response.body.string ?? "").qty.integer == 7)
            #expect(try service.events(id).names.filter { $0 == "held" }.count == 3)

            // Through the front door there is one more, and the end of the input is no reason to stay.
            let door = try service.step(["", ""], origin, "--http")
            #expect(
                door.err.contains("POST /orders before triggered: the gateway looks for the route")
            )
            let other = try #require(try JSON(door.out).replay.string)
            #expect(try service.events(other).names.last == "displayed")
            #expect(try service.holds().isEmpty)

            // Several are walked one after the other.
            let both = try service.step(["c", "c"], "where", "kind = \"door\"", "since", "-1h")
            #expect(
                both.err.components(separatedBy: "POST /orders before executed").count == 2,
                "\(both)"
            )
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `step by step stays held at Ctrl-C, and ends at the second without running`()
        async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            let origin = try service.origin("/orders", "{}")
            let replay = try service.waiting("replay \(origin) --step --yes -o json")
            try waitUntil("the question") { replay.err.contains("POST /orders before executed") }
            replay.send(SIGINT)
            try waitUntil("the word") { replay.err.contains("still held before executed") }
            #expect(try service.holds().count == 1)
            replay.send(SIGINT)
            let output = try replay.wait()
            #expect(output.code == 130, "\(output)")
            let id = try #require(try JSON(output.out).replay.string, "\(output)")
            #expect(try !service.events(id).names.contains("started"))
            #expect(try service.flow(id).cause.string == "killed")
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `step by step ends its batch at Ctrl-C and begins no other`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            for _ in 0..<3 { _ = try service.origin("/raise", "{}") }
            let replay = try service.waiting("replay failed --step --yes -o json")
            try waitUntil("the question") { replay.err.contains("POST /raise before executed") }
            replay.send(SIGINT)
            try waitUntil("the word") { replay.err.contains("still held before executed") }
            replay.send(SIGINT)
            let output = try replay.wait()
            #expect(output.code == 130, "\(output)")
            #expect(output.err.contains("go on: replay --continue b-1"))
            let begun = try service.project.json("ls", "where", "kind", "=", "\"replay\"").list
            #expect(begun.count == 1)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `that goes on without an answer is noticed at the question`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let origin = try service.origin("/orders", "{}")
            let replay = try service.waiting("replay \(origin) --step --yes -o json")
            try waitUntil("the question") { replay.err.contains("before executed: orders") }
            #expect(try service.project.waybill("resume").code == 0)
            let output = try replay.wait()
            #expect(output.err.contains("is not held any more"), "\(output)")
            #expect(try JSON(output.out).status.integer == 201)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `on its way to another service is changed before it leaves`() async throws {
        try await onThread {
            let (service, other) = try (HoldProject.start(), HoldProject.start())
            let origin = try service.origin("/orders", #"{"qty":2}"#)
            for (point, target, edit) in [
                (
                    "executed", "http://127.0.0.1:\(other.invokePort)/2015-03-31/functions",
                    "event.body.qty=5"
                ), ("triggered", "http://127.0.0.1:\(other.port)", "request.body.qty=5"),
            ] {
                _ = try service.project.waybill("break", "before", point, "once")
                let replay = try service.replay(origin, "--to", target)
                try service.waitForHold("/orders", "before \(point)")
                let edited = try service.project.waybill("edit", edit)
                #expect(edited.code == 0, "\(edited)")
                _ = try service.project.waybill("resume")
                let row = try JSON(try replay.wait().out)
                #expect(row.status.integer == 201, "\(point): \(row)")
                let id = try #require(row.replay.string)
                #expect(try service.events(id).names.contains("edited"))
                #expect(try JSON(try service.flow(id).response.body.string ?? "").qty.integer == 5)
            }
            // Nothing there was asked when an operator ends it here.
            let before = try other.project.json("ls").list.count
            _ = try service.project.waybill("break", "after", "sent", "once")
            let replay = try service.replay(origin, "--to", "http://127.0.0.1:\(other.port)")
            try service.waitForHold("/orders", "after sent")
            _ = try service.project.waybill("kill")
            #expect(try JSON(try replay.wait().out).status.integer == 503)
            #expect(try other.project.json("ls").list.count == before)
            #expect(try service.stop().code == 0)
            #expect(try other.stop().code == 0)
        }
    }

    @Test func `of an asynchronous invocation has no result to edit`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let accepted = try request(
                "POST",
                "/2015-03-31/functions/orders/invocations",
                port: service.invokePort,
                headers: ["X-Amz-Invocation-Type: Event"],
                body: Array("{}".utf8)
            )
            try waitUntil("the end of the flow") {
                try service.flow(accepted.requestID).outcome.string != nil
            }
            _ = try service.project.waybill("break", "before", "returned", "once")
            let replay = try service.replay(accepted.requestID)
            try waitUntil("the replay to be held") { try !service.holds().isEmpty }
            let edited = try service.project.waybill("edit", "result.x=1")
            #expect(edited.code == 2)
            #expect(edited.err.contains("nothing uses the result of an asynchronous flow"))
            _ = try service.project.waybill("resume")
            #expect(try JSON(try replay.wait().out).status.integer == 202)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `meets injected faults, but for a connection that it does not have`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let origin = try service.origin("/orders", "{}")
            _ = try service.project.waybill("inject", "error")
            let failed = try JSON(try service.replay(origin).wait().out)
            #expect(failed.status.integer == 500)
            #expect(
                try service.flow(try #require(failed.replay.string)).errorType.string == "Injected"
            )
            _ = try service.project.waybill("inject", "off", "i1")
            _ = try service.project.waybill("inject", "disconnect")
            let fine = try JSON(try service.replay(origin).wait().out)
            #expect(fine.status.integer == 201)
            let id = try #require(fine.replay.string)
            #expect(try !service.events(id).names.contains("injected"))
            // Through the front door it has one, and was sent all the same.
            let lost = try service.project.waybill(
                "replay",
                origin,
                "--http",
                "--yes",
                "-o",
                "json"
            )
            let row = try JSON(lost.out)
            #expect(row.replay.string != nil, "\(lost)")
            #expect(try service.flow(try #require(row.replay.string)).outcome.string == "abandoned")
            #expect(try service.stop().code == 0)
        }
    }
}

extension RunningService {
    /// A flow to replay.
    fileprivate func origin(_ path: String, _ body: String) throws -> String {
        let response = try request(
            "POST",
            path,
            port: port,
            headers: ["Content-Type: application/json"],
            body: Array(body.utf8)
        )
        return try #require(response["apigw-requestid"])
    }

    /// `waybill replay` on its way.
    fileprivate func replay(_ origin: String, _ words: String...) throws -> ChildProgram {
        try ChildProgram(
            Program.path,
            ["replay", origin, "--yes", "-o", "json"] + words,
            in: project.folder
        )
    }

    /// `waybill replay --step` with lines on its standard input.
    fileprivate func step(_ lines: [String], _ words: String...) throws -> ChildProgram.Output {
        try project.write("input.txt", lines.map { "\($0)\n" }.joined())
        return try ChildProgram(
            "/bin/sh",
            ["-c", "exec \"$0\" replay \"$@\" --step --yes -o json < input.txt", Program.path]
                + words,
            in: project.folder
        ).wait()
    }
}

extension TestProject {
    fileprivate func run(_ words: [String]) throws -> ChildProgram.Output {
        try ChildProgram(Program.path, words, in: folder).wait()
    }
}
