import Foundation
import Testing

/// A live request that is held: looked at, changed, let go, by other processes than the client's.
struct `A held request` {
    @Test func `of curl's gets another answer when its event is edited from a second process`()
        async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            let set = try service.project.waybill("break", "before", "executed", "for", "60s")
            #expect(set.out.hasPrefix("b1 set (before executed)"), "\(set)")
            let curl = try service.curl(
                "/orders",
                "-H",
                "content-type: application/json",
                "-d",
                #"{"qty":2}"#
            )
            let hold = try service.waitForHold("/orders")
            #expect(hold.point.string == "before executed")
            #expect(hold.document.string == "event")
            #expect(curl.isRunning)

            // A held request looks like a recorded one.
            let id = try #require(hold.flow.string)
            let steps = try service.project.json("steps", id).list
            #expect(steps[1].at.string != nil)
            #expect(steps[2].at == .null)
            #expect(try service.flow(id).event.body.string == #"{"qty":2}"#)

            let edited = try service.project.waybill("edit", "event.body.qty=5")
            #expect(edited.code == 0)
            #expect(edited.out.contains("event.body.qty 2 → 5"), "\(edited)")
            let resumed = try service.project.waybill("resume")
            #expect(resumed.out.contains("displayed 201"), "\(resumed)")
            let answer = try JSON(curl.wait().out)
            #expect(answer.qty.integer == 5)
            // What the client said of the length is what the function got of the body.
            #expect(answer.length.string == "9")
            // The function's time began when it got the event.
            #expect(try #require(answer.left.integer) > 4500)

            let events = try service.events(id)
            #expect(
                events.names.filter { $0 != "logged" }
                    == "sent triggered held edited resumed started executed returned displayed"
                    .words
            )
            let held = events.data("held")
            #expect(held.breakpoint.string == "b1")
            #expect(held["operator"].string == NSUserName())
            #expect(held.operatorFrom.string == "socket")
            #expect(events.data("edited").content.string == "event")
            #expect(events.data("resumed").reason.string == "operator")
            #expect(try #require(events.data("resumed").heldMicros.integer) > 0)
            // The request that the client sent is kept; the event is what the function got.
            let flow = try service.flow(id)
            #expect(flow.request.body.string == #"{"qty":2}"#)
            #expect(flow.event.body.string == #"{"qty":5}"#)
            let story = try service.project.waybill("steps", id, "-v", "-o", "table").out
            #expect(story.contains("edited by \(NSUserName()): event, event.body.qty 2 → 5"))
            let told = try service.project.waybill("explain", id).out
            #expect(told.contains("It was held before executed for"), "\(told)")
            #expect(told.contains("event.body.qty 2 → 5"))
            #expect(
                service.child.out.contains("◼ b1 \(hold.shortId.string ?? "") POST /orders held")
            )
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `blocks no other`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "after", "sent", "once")
            let held = try RawConnection(port: service.port)
            held.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
            try service.waitForHold("/held")
            for _ in 0..<50 { #expect(try service.get("/free").status == 201) }
            _ = try service.project.waybill("resume")
            #expect(try held.response().status == 201)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `can be changed at every hand-off`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "triggered", "once")
            let client = try RawConnection(port: service.port)
            client.send(
                "POST /first HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 9\r\n\r\n{\"qty\":1}"
            )
            let id = try #require(try service.waitForHold("/first").flow.string)
            func waybill(_ words: String...) throws {
                let child = try ChildProgram(Program.path, words, in: service.project.folder)
                let output = try child.wait()
                #expect(output.code == 0, "\(words): \(output)")
            }
            try waybill("edit", "request.path=/second", "request.body.qty=2000")
            try waybill("resume", "--step")
            try service.waitForHold("/second", "before executed")
            try waybill("edit", "event.headers.x-late=yes")
            try waybill("resume", "--step")
            try service.waitForHold("/second", "before returned")
            try waybill("edit", "result.statusCode=202", "result.body.more=true")
            try waybill("resume", "--step")
            try service.waitForHold("/second", "before displayed")
            try waybill("edit", "response.headers.x-seen=by me")
            try waybill("resume")
            let response = try client.response()
            #expect(response.status == 202)
            #expect(response["x-seen"] == "by me")
            let body = try JSON(response.text)
            #expect(body.path.string == "/second")
            #expect(body.qty.integer == 2000)
            #expect(body.length.string == "12")
            #expect(body.late.string == "yes")
            #expect(body.more.isTrue)
            let events = try service.events(id)
            #expect(events.names.filter { $0 == "held" }.count == 4)
            #expect(
                events.filter { $0.type.string == "edited" }.map { $0.data.content.string }
                    == ["request", "event", "result", "response"]
            )
            let flow = try service.flow(id)
            #expect(flow.path.string == "/first")
            #expect(flow.route.string == "ANY /{what}")
            #expect(flow.status.integer == 202)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is answered by an operator at every hand-off`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            for point in ["triggered", "executed", "returned", "displayed"] {
                _ = try service.project.waybill("break", "before", point, "once")
                let client = try RawConnection(port: service.port)
                client.send("GET /\(point) HTTP/1.1\r\nHost: x\r\n\r\n")
                let hold = try service.waitForHold("/\(point)")
                let resumed = try service.project.waybill(
                    "resume",
                    "with",
                    "418",
                    #"{"teapot":true}"#
                )
                #expect(resumed.code == 0, "\(resumed)")
                let response = try client.response()
                #expect(response.status == 418)
                #expect(response.text == #"{"teapot":true}"#)
                #expect(response["content-type"] == "application/json")
                #expect(response["apigw-requestid"] != nil)
                let events = try service.events(try #require(hold.flow.string))
                #expect(events.names.contains("responded"))
                #expect(
                    events.names.contains("executed") == ["returned", "displayed"].contains(point)
                )
                let flow = try service.flow(try #require(hold.flow.string))
                #expect(flow.status.integer == 418)
                #expect(flow.outcome.string == "client error")
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is ended by an operator at every hand-off`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            for point in ["triggered", "executed", "returned", "displayed"] {
                _ = try service.project.waybill("break", "before", point, "once")
                let client = try RawConnection(port: service.port)
                client.send("GET /\(point) HTTP/1.1\r\nHost: x\r\n\r\n")
                let hold = try service.waitForHold("/\(point)")
                // Two spellings of the same.
                let ended =
                    try point == "executed"
                    ? service.project.waybill("kill") : service.project.waybill("resume", "drop")
                #expect(ended.code == 0)
                let response = try client.response()
                #expect(response.status == 503)
                #expect(response["apigw-requestid"] != nil)
                _ = try service.events(try #require(hold.flow.string))
                let flow = try service.flow(try #require(hold.flow.string))
                #expect(flow.outcome.string == "gateway failure")
                #expect(flow.cause.string == "killed")
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `was ended although its next step was asked for`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed")
            let client = try RawConnection(port: service.port)
            client.send("GET /orders HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try service.waitForHold("/orders")
            for words in [
                ["resume", "drop", "--step"], ["kill", "--step"], ["respond", "418", "--step"],
            ] {
                let child = try ChildProgram(Program.path, words, in: service.project.folder)
                let refused = try child.wait()
                #expect(refused.code == 2, "\(words)")
                #expect(refused.err.contains("--step lets a request go on"), "\(refused)")
            }
            _ = try service.project.waybill("resume")
            #expect(try client.response().status == 201)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `goes on by itself when its time is up`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed", "--hold", "300ms")
            let response = try service.get("/orders")
            #expect(response.status == 201)
            let resumed = try service.events(response.requestID).data("resumed")
            #expect(resumed.reason.string == "expired")
            #expect(resumed["operator"] == .null)
            #expect(try #require(resumed.heldMicros.integer) >= 300_000)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `does not use up the gateway's limit`() async throws {
        try await onThread {
            let service = try OutcomeProject.start()
            // The route's limit is 400 ms, the function sleeps for none of it.
            let port = service.port(OutcomeProject.httpAPI)
            #expect(try request("GET", "/limited/ok", port: port).status == 200)
            _ = try service.project.waybill("break", "before", "executed", "--hold", "900ms")
            let response = try request("GET", "/limited/ok", port: port)
            #expect(response.status == 200, "\(response)")
            #expect(
                try service.events(response.requestID).data("resumed").reason.string == "expired"
            )
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is abandoned when its client goes away`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed", "once")
            let client = try RawConnection(port: service.port)
            client.send("GET /gone HTTP/1.1\r\nHost: x\r\n\r\n")
            let id = try #require(try service.waitForHold("/gone").flow.string)
            client.end(reset: true)
            try waitUntil("the hold to say that the client has gone") {
                try service.holds().first?.clientGone.isTrue ?? false
            }
            _ = try service.project.waybill("resume")
            let events = try service.events(id)
            #expect(events.transitions.suffix(2) == ["returned", "abandoned"])
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is let go when the service stops`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed")
            let client = try RawConnection(port: service.port)
            client.send("GET /last HTTP/1.1\r\nHost: x\r\n\r\n")
            let id = try #require(try service.waitForHold("/last").flow.string)
            service.child.send(SIGINT)
            #expect(try client.response().status == 201)
            #expect(try service.child.wait().code == 0)
            let events = try service.project.json("events", id).list
            #expect(events.data("resumed").reason.string == "shutdown")
            let ended = try service.project.json("events", "-n", "20").list
                .first { $0.type.string == "breakpointEnded" }
            #expect(ended?.data.reason.string == "shutdown")
            #expect(ended?.data.hits.integer == 1)
        }
    }

    @Test func `is interrupted when the service is killed`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed")
            let client = try RawConnection(port: service.port)
            client.send("GET /cut HTTP/1.1\r\nHost: x\r\n\r\n")
            let id = try #require(try service.waitForHold("/cut").flow.string)
            try service.stop(SIGKILL)
            #expect(client.isEnded)
            let again = try RunningService(service.project)
            let events = try again.project.json("events", id).list
            #expect(events.names == "sent triggered held interrupted".words)
            #expect(try again.flow(id).outcome.string == "interrupted")
            #expect(try again.holds().isEmpty)
            #expect(try again.stop().code == 0)
        }
    }

    @Test func `goes on when the shell that holds it ends`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let shell = try service.control(["-N", "/holds/changes?session=mine"])
            try waitUntil("the shell to follow") { shell.out.contains("watching") }
            _ = try service.control([
                "/breakpoints", "-d", #"{"point":"before executed","session":"mine"}"#,
            ]).wait()
            let client = try RawConnection(port: service.port)
            client.send("GET /orders HTTP/1.1\r\nHost: x\r\n\r\n")
            let id = try #require(try service.waitForHold("/orders").flow.string)
            #expect(shell.out.contains(#""type":"held""#))
            shell.send(SIGKILL)
            #expect(try client.response().status == 201)
            #expect(try service.events(id).data("resumed").reason.string == "shell")
            #expect(try service.project.json("break").list.isEmpty)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `of the Invoke API is held, edited and answered too`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let target = "/2015-03-31/functions/orders/invocations"
            _ = try service.project.waybill("break", "before", "executed", "for", "2", "flows")
            for edit in ["event.what=other", nil] {
                let client = try RawConnection(port: service.invokePort)
                client.send(
                    "POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\n\r\n{\"what\":\"some\"}"
                )
                try service.waitForHold(target)
                if let edit {
                    let edited = try service.project.waybill("edit", edit)
                    #expect(edited.code == 0, "\(edited)")
                    _ = try service.project.waybill("resume")
                    #expect(try client.response().text.contains(#""what": "other""#))
                } else {
                    _ = try service.project.waybill("resume", "with", "299", "me")
                    let response = try client.response()
                    #expect(response.status == 299)
                    #expect(response.text == "me")
                }
            }
            #expect(try service.project.json("break").list.isEmpty)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `that is asynchronous can be held and killed, and not answered twice`() async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            let target = "/2015-03-31/functions/orders/invocations"
            _ = try service.project.waybill("break", "before", "executed", "once")
            let accepted = try request(
                "POST",
                target,
                port: service.invokePort,
                headers: ["X-Amz-Invocation-Type: Event"],
                body: Array("{}".utf8)
            )
            #expect(accepted.status == 202)
            try service.waitForHold(target)
            let answered = try service.project.waybill("resume", "with", "200", "x")
            #expect(answered.code == 2)
            #expect(answered.err.contains("has its 202 already"), "\(answered)")
            _ = try service.project.waybill("resume", "drop")
            try waitUntil("the end of the flow") {
                try service.flow(accepted.requestID).outcome.string != nil
            }
            let flow = try service.flow(accepted.requestID)
            #expect(flow.cause.string == "killed")
            let events = try service.project.json("events", accepted.requestID).list
            #expect(!events.names.contains("started"))
            #expect(try service.stop().code == 0)
        }
    }
}

/// Breakpoints: what they stop, and how they end.
struct `A breakpoint` {
    @Test func `holds twenty at most; the others pass and are counted`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "after", "sent")
            let clients = try (0..<22).map { number in
                let client = try RawConnection(port: service.port)
                client.send("GET /n\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
                return client
            }
            try waitUntil("twenty holds and two that pass") {
                let list = try service.project.json("break").list
                let breakpoint = list.first { $0.type.string == "breakpoint" }
                return list.filter { $0.type.string == "hold" }.count == 20
                    && breakpoint?.passed.integer == 2
            }
            #expect(try service.project.waybill("resume").code == 2)
            let all = try service.project.waybill("resume", "all")
            #expect(all.code == 0, "\(all)")
            for client in clients { #expect(try client.response().status == 201) }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `goes when its time or its count is up, and is recorded`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed", "for", "100ms")
            try waitUntil("the breakpoint to go") {
                try service.project.json("break").list.isEmpty
            }
            #expect(try service.get("/free").status == 201)
            _ = try service.project.waybill("break", "before", "executed", "once", "--hold", "50ms")
            #expect(try service.get("/one").status == 201)
            #expect(try service.project.json("break").list.isEmpty)
            let events = try service.project.json("events", "-n", "40").list
            let ends = events.filter { $0.type.string == "breakpointEnded" }
            #expect(ends.map { $0.data.reason.string } == ["expired", "count"])
            let set = try #require(events.first { $0.type.string == "breakpointSet" })
            #expect(set.data.id.string == "b1")
            #expect(set.data.point.string == "before executed")
            #expect(set.data["operator"].string == NSUserName())
            #expect(set.data.forMs.integer == 100)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `rests, stops again and is deleted`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let project = service.project
            _ = try project.waybill("break", "before", "executed", "--hold", "50ms")
            _ = try project.waybill("break", "off", "b1")
            let free = try service.get("/free").requestID
            #expect(try !service.events(free).names.contains("held"))
            _ = try project.waybill("break", "on", "b1")
            let held = try service.get("/held").requestID
            #expect(try service.events(held).names.contains("held"))
            _ = try project.waybill("break", "delete", "b1")
            #expect(try project.json("break").list.isEmpty)
            let missing = try project.waybill("break", "delete", "b7")
            #expect(missing.code == 2)
            #expect(missing.err.contains("there is no breakpoint b7"))
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `on error holds what failed and what cannot be mapped, and nothing else`()
        async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "on", "error")
            #expect(try service.get("/fine").status == 201)
            for (path, problem) in [
                ("/raise", "KeyError"), ("/shape", "statusCode is not a whole number"),
                ("/own500", "status 500"), ("/exit", "Runtime.ExitError"),
            ] {
                let client = try RawConnection(port: service.port)
                client.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try service.waitForHold(path).problem.string == problem)
                _ = try service.project.waybill("respond", "200", "mended")
                #expect(try client.response().text == "mended")
            }
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `stops the flows that meet its condition, at each hand-off by what is known there`()
        async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            let cases: [(point: [String], condition: String, path: String, body: String?)] = [
                (
                    ["after", "sent"],
                    #"request.headers.`x-tenant` = "acme" and path like /^\/or/"#, "/orders", nil
                ),
                (
                    ["before", "executed"], "event.body.qty > 10 and function = \"orders\"",
                    "/many", #"{"qty":11}"#
                ),
                (
                    ["before", "returned"],
                    #"result.statusCode in [201, 202] and result.body.path = "/a""#, "/a", nil
                ),
                (
                    ["before", "displayed"], "status = 500 and not (path = \"/raise\")", "/own500",
                    nil
                ),
                (
                    ["on", "error"], #"error.type = "KeyError" and error.message like "sku""#,
                    "/raise", nil
                ),
            ]
            for one in cases {
                let child = try ChildProgram(
                    Program.path,
                    ["break"] + one.point + ["where", one.condition, "--hold", "10s"],
                    in: service.project.folder
                )
                let set = try child.wait()
                #expect(set.code == 0, "\(set)")
                // What does not meet it passes.
                #expect(try service.get("/other").status == 201)
                if one.path == "/own500" { #expect(try service.get("/raise").status == 500) }
                let client = try RawConnection(port: service.port)
                client.send(
                    "POST \(one.path) HTTP/1.1\r\nHost: x\r\nX-Tenant: acme\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: \(one.body?.utf8.count ?? 0)\r\n\r\n\(one.body ?? "")"
                )
                let hold = try service.waitForHold(one.path)
                _ = try service.project.waybill("resume")
                _ = try client.response()
                let held = try service.project.waybill(
                    "steps",
                    hold.flow.string ?? "",
                    "-v",
                    "-o",
                    "table"
                )
                #expect(held.out.contains("where \(one.condition)"), "\(held)")
                let list = try service.project.json("break").list
                #expect(list[0].hits.integer == 1)
                #expect(list[0].condition.string == one.condition)
                _ = try service.project.waybill("break", "delete", "all")
            }
            _ = try service.project.waybill(
                "break",
                "after",
                "sent",
                "where",
                #"request.headers.authorization = "s3cret""#
            )
            for format in ["table", "json"] {
                let shown = try service.project.waybill("break", "-o", format)
                #expect(shown.out.contains("‹masked›"), "\(shown)")
                #expect(!shown.out.contains("s3cret"))
            }
            _ = try service.project.waybill("break", "delete", "all")
            // The condition may quote anything: it is content, not data.
            let set = try service.project.json("events", "-n", "200").list
                .filter { $0.type.string == "breakpointSet" }
            #expect(set.count == cases.count + 1)
            #expect(set.allSatisfy { $0.data.condition == .null })
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `with a condition that is wrong is refused with the place`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let wrong = try service.project.waybill(
                "break",
                "before",
                "executed",
                "where",
                "statuss = 200"
            )
            #expect(wrong.code == 2)
            #expect(wrong.err.contains("did you mean status?"), "\(wrong)")
            #expect(wrong.err.contains("^^^^^^^"))
            let open = try service.project.waybill("break", "before", "executed", "where", "path =")
            #expect(open.code == 2)
            #expect(try service.project.json("break").list.isEmpty)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `is refused where nothing can be held, with the reason`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            for (words, reason) in [
                (["before", "sent"], "there is no request yet"),
                (["after", "displayed"], "the client has everything"),
                (["before", "execute"], "did you mean executed?"),
                (["before"], "no step after 'before'"),
                (["sometimes"], "break does not know 'sometimes'"),
                (["before", "execute"], "before triggered, executed, returned, displayed"),
                (["after", "display"], "after sent, triggered, executed, returned"),
                (["on", "executed", "once"], "'on executed' is no hand-off"),
                (["before", "executed", "for", "5"], "'5' needs a unit"),
                (["before", "executed", "for", "0", "flows"], "stops at least one request"),
                (["before", "executed", "where", "status = 201"], "not known before executed"),
                (["before", "executed", "for", "2d"], "not between 1 ms and a day"),
                (["before", "executed", "--hold", "soon"], "no length of time"),
            ] {
                let child = try ChildProgram(
                    Program.path,
                    ["break"] + words,
                    in: service.project.folder
                )
                let output = try child.wait()
                #expect(output.code == 2, "\(words)")
                #expect(output.err.contains(reason), "\(output)")
            }
            #expect(try service.stop().code == 0)
            let gone = try service.project.waybill("break", "before", "executed")
            #expect(gone.code == 3)
            #expect(gone.err.contains("waybill up"))
        }
    }
}

/// Changing what is in flight.
struct `An edit` {
    @Test func `that is no JSON is refused with the place, and nothing is changed`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed", "once")
            let client = try RawConnection(port: service.port)
            client.send("GET /orders HTTP/1.1\r\nHost: x\r\n\r\n")
            let id = try #require(try service.waitForHold("/orders").flow.string)
            let byName = try service.project.waybill("edit", #"event.headers.x={"a":}"#)
            #expect(byName.code == 2)
            #expect(byName.err.contains("not JSON at byte 5"), "\(byName)")
            #expect(byName.err.contains("^^^^"))
            let whole = try ChildProgram(
                Program.path,
                ["edit", "-e"],
                in: service.project.folder,
                environment: ["EDITOR": "sed -i -e 's/\"version\"/version/'"]
            ).wait()
            #expect(whole.code == 2)
            #expect(whole.err.contains("line 2, column 3"), "\(whole)")
            let same = try ChildProgram(
                Program.path,
                ["edit", "-e"],
                in: service.project.folder,
                environment: ["EDITOR": "true"]
            ).wait()
            #expect(same.out == "nothing was changed\n")
            _ = try service.project.waybill("resume")
            #expect(try client.response().status == 201)
            #expect(try !service.events(id).names.contains("edited"))
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `in an editor shows no secret and loses none`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("break", "before", "executed", "once")
            let client = try RawConnection(port: service.port)
            client.send("GET /secret HTTP/1.1\r\nHost: x\r\nAuthorization: s3cret\r\n\r\n")
            try service.waitForHold("/secret")
            try service.project.write(
                "editor.sh",
                "cp \"$1\" shown.json\nsed -i -e 's/\"isBase64Encoded\": false/\"isBase64Encoded\": false, \"added\": 1/' \"$1\"\n"
            )
            let edited = try ChildProgram(
                Program.path,
                ["edit", "-e"],
                in: service.project.folder,
                environment: ["EDITOR": "sh editor.sh"]
            ).wait()
            #expect(edited.code == 0, "\(edited)")
            let shown = try String(
                contentsOfFile: "\(service.project.folder)/shown.json",
                encoding: .utf8
            )
            #expect(!shown.contains("s3cret"))
            #expect(shown.contains("‹masked›"))
            _ = try service.project.waybill("resume")
            #expect(try JSON(client.response().text).authorization.string == "s3cret")
            #expect(try service.stop().code == 0)
        }
    }
}

/// A project whose function tells what it got.
enum HoldProject {
    static func start() throws -> RunningService {
        try RunningService(TestProject(["template.yaml": template, "code/app.py": handler]))
    }

    private static let template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: orders
              Runtime: python3.11
              CodeUri: code/
              Handler: app.handler
              Timeout: 5
              Events:
                Any: {Type: HttpApi, Properties: {Path: '/{what}', Method: any}}
        """

    private static let handler = #"""
        import json, os

        def handler(event, context):
            path = event.get("rawPath")
            if path is None: return event
            if path == "/raise": raise KeyError("sku")
            if path == "/shape": return {"statusCode": "x"}
            if path == "/own500": return {"statusCode": 500, "body": "mine"}
            if path == "/exit": os._exit(3)
            body = json.loads(event.get("body") or "{}")
            headers = event["headers"]
            return {"statusCode": 201, "headers": {"content-type": "application/json"},
                    "body": json.dumps({"path": path, "qty": body.get("qty"),
                                        "length": headers.get("content-length"),
                                        "late": headers.get("x-late"),
                                        "authorization": headers.get("authorization"),
                                        "left": context.get_remaining_time_in_millis()})}
        """#
}

extension RunningService {
    /// `curl` on its way to the front door.
    func curl(_ target: String, _ arguments: String...) throws -> ChildProgram {
        try ChildProgram(
            "/usr/bin/curl",
            ["-s", "http://127.0.0.1:\(port)\(target)"] + arguments,
            in: project.folder
        )
    }

    /// `curl` on its way to the control socket.
    func control(_ arguments: [String]) throws -> ChildProgram {
        let words = arguments.map { $0.hasPrefix("/") ? "http://waybill\($0)" : $0 }
        return try ChildProgram(
            "/usr/bin/curl",
            ["-s", "--unix-socket", ".waybill/control.sock"] + words,
            in: project.folder
        )
    }

    /// What is held now, as `break` lists it.
    func holds() throws -> [JSON] {
        try project.json("break").list.filter { $0.type.string == "hold" }
    }

    /// Waits until a request to the path is held, at `point` if it is named.
    @discardableResult
    func waitForHold(_ path: String, _ point: String? = nil) throws -> JSON {
        try waitUntil("\(path) to be held") {
            try holds().first {
                $0.path.string == path && (point == nil || $0.point.string == point)
            }
        }
    }
}
