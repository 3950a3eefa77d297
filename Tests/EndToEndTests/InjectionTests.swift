import Foundation
import Testing

/// Faults on purpose.
struct `An injected fault` {
    @Test func `looks to the client like the real one and says in the log that it is not`()
        async throws
    {
        try await onThread {
            let service = try OutcomeProject.start()
            let door = service.port(OutcomeProject.httpAPI)
            let rest = service.port(OutcomeProject.restAPI)

            try service.inject("error")
            var response = try request("GET", "/do/ok", port: door)
            #expect(response.status == 500)
            var events = try service.events(response.requestID)
            #expect(events.data("injected").kind.string == "error")
            #expect(events.data("injected")["operator"].string == NSUserName())
            #expect(events.data("executed").errorType.string == "Injected")
            #expect(!events.names.contains("started"))
            #expect(try service.flow(response.requestID).errorMessage.string == "injected by i1")
            #expect(try request("GET", "/do/ok", port: rest).status == 502)

            // The function's time limit is one second.
            try service.inject("timeout")
            let began = Date()
            response = try request("GET", "/brief/ok", port: door)
            #expect(Date().timeIntervalSince(began) >= 1)
            #expect(response.status == 500)
            events = try service.events(response.requestID)
            #expect(events.data("aborted").cause.string == "timeout")
            #expect(events.data("aborted").errorType.string == "Sandbox.Timedout")

            try service.inject("throttle")
            response = try request(
                "POST",
                "/2015-03-31/functions/main/invocations",
                port: service.invokePort,
                body: Array("{}".utf8)
            )
            #expect(response.status == 429)
            #expect(response["x-amzn-errortype"] == "TooManyRequestsException")

            try service.inject("disconnect")
            let client = try RawConnection(port: door)
            client.send("GET /do/ok HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(client.isEnded)
            let id = try #require(try service.project.json("ls", "-n", "1").list[0].id.string)
            events = try service.events(id)
            #expect(events.transitions.last == "abandoned")
            #expect(events.names.contains("executed"))
            #expect(events.data("injected").step.integer == 4)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `lets a request wait, and no longer than its gateway`() async throws {
        try await onThread {
            let service = try OutcomeProject.start()
            let door = service.port(OutcomeProject.httpAPI)
            try service.inject("latency", "300")
            let began = Date()
            let slow = try request("GET", "/do/ok", port: door)
            #expect(slow.status == 200)
            #expect(Date().timeIntervalSince(began) >= 0.3)
            #expect(try service.events(slow.requestID).data("injected").delayMs.integer == 300)
            // The route's limit is 400 ms.
            try service.inject("latency", "5s")
            let late = try request("GET", "/limited/ok", port: door)
            #expect(late.status == 503)
            #expect(Date().timeIntervalSince(began) < 4)
            #expect(
                try service.events(late.requestID).data("aborted").cause.string == "gatewayLimit"
            )
            // At another hand-off, other flows go on meanwhile.
            try service.inject("latency", "400", "before", "displayed")
            let waiting = try RawConnection(port: door)
            waiting.send("GET /do/created HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try waiting.response().status == 201)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `meets its share of the flows and goes by itself`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            let set = try service.project.waybill("inject", "error", "rate", "30%", "for", "10m")
            #expect(set.out.hasPrefix("i1 set (error before executed, 30 %)"), "\(set)")
            var failed = 0
            for _ in 0..<300 where try service.get("/orders").status == 500 { failed += 1 }
            // Six standard deviations to each side.
            #expect((42...138).contains(failed), "\(failed) of 300")
            #expect(try service.project.json("inject").list[0].hits.integer == failed)
            _ = try service.project.waybill("inject", "off", "i1")
            #expect(try service.project.json("inject", "list").list.isEmpty)
            for _ in 0..<20 { #expect(try service.get("/orders").status == 201) }

            _ = try service.project.waybill("inject", "error", "for", "100ms")
            try waitUntil("the injection to go") {
                try service.project.json("inject").list.isEmpty
            }
            #expect(try service.get("/orders").status == 201)
            let events = try service.project.json("events", "-n", "3000").list
            let ends = events.filter { $0.type.string == "injectionEnded" }
            #expect(ends.map { $0.data.reason.string } == ["operator", "expired"])
            #expect(ends.first?.data.hits.integer == failed)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `meets only what its condition says`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill(
                "inject",
                "error",
                "where",
                #"path = "/bad" or request.query.fail = "1""#
            )
            #expect(try service.get("/good").status == 201)
            #expect(try service.get("/bad").status == 500)
            #expect(try service.get("/good?fail=1").status == 500)
            #expect(try service.project.json("inject").list[0].hits.integer == 2)
            #expect(try service.stop().code == 0)
        }
    }

    @Test func `does not keep the service from stopping`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            _ = try service.project.waybill("inject", "latency", "60s", "after", "executed")
            let client = try RawConnection(port: service.port)
            client.send("GET /orders HTTP/1.1\r\nHost: x\r\n\r\n")
            try waitUntil("the request to wait") {
                try service.project.json("inject").list[0].hits.integer == 1
            }
            let began = Date()
            service.child.send(SIGINT)
            #expect(try client.response().status == 201)
            #expect(try service.child.wait().code == 0)
            #expect(Date().timeIntervalSince(began) < 5)
        }
    }

    @Test func `is refused where it means nothing, with the reason`() async throws {
        try await onThread {
            let service = try HoldProject.start()
            for (words, reason) in [
                (["eror"], "did you mean error?"), (["latency"], "no time after 'latency'"),
                (["latency", "1h"], "not between 1 ms and 900 s"),
                (["error", "rate", "0"], "'0' is no rate"),
                (["error", "rate", "101%"], "'101%' is no rate"),
                (["error", "before", "displayed"], "takes the place of the function"),
                (["off"], "needs one injection"), (["off", "i9"], "there is no injection i9"),
                (["error", "sometimes"], "does not know 'sometimes'"),
            ] {
                let child = try ChildProgram(
                    Program.path,
                    ["inject"] + words,
                    in: service.project.folder
                )
                let output = try child.wait()
                #expect(output.code == 2, "\(words)")
                #expect(output.err.contains(reason), "\(output)")
            }
            #expect(try service.stop().code == 0)
        }
    }
}

extension RunningService {
    /// Sets the only injection that there is.
    fileprivate func inject(_ words: String...) throws {
        _ = try project.waybill("inject", "off", "all")
        let child = try ChildProgram(Program.path, ["inject"] + words, in: project.folder)
        let output = try child.wait()
        #expect(output.code == 0, "\(output)")
    }
}
