import Foundation
import Testing

/// Requests that never reach a function: what the client gets, and what the log keeps of them.
@Suite(.service { try OutcomeProject.start() })
struct `A front door` {
    @Test func `answers a path without a route as its API does`() async throws {
        try await withService { service in
            let http = try service.get("/nowhere?x=1")
            #expect(http.status == 404)
            #expect(http.text == #"{"message":"Not Found"}"#)
            #expect(http["content-type"] == "application/json")
            let events = try service.events(http.requestID)
            #expect(events.names == "sent rejected returned displayed".words)
            #expect(events.data("rejected").cause.string == "noRoute")
            let flow = try service.flow(http.requestID)
            #expect(flow.outcome.string == "client error")
            #expect(flow.state.string == "rejected")
            #expect(flow.request.target.string == "/nowhere?x=1")

            let rest = try request(
                "GET",
                "/Prod/nowhere",
                port: service.port(OutcomeProject.restAPI)
            )
            #expect(rest.status == 403)
            #expect(rest.text == #"{"message":"Missing Authentication Token"}"#)
            #expect(rest["x-amzn-errortype"] == "MissingAuthenticationTokenException")
        }
    }

    @Test func `answers 501 for a route that asks for what is not honoured`() async throws {
        try await withService { service in
            let response = try request(
                "GET",
                "/Prod/keyed",
                port: service.port(OutcomeProject.restAPI)
            )
            #expect(response.status == 501)
            #expect(response.text.contains("API key"))
            let events = try service.events(response.requestID)
            #expect(events.names == "sent rejected returned displayed".words)
            #expect(events.data("rejected").cause.string == "unsupported")
            #expect(service.child.err.contains("template.yaml"))
        }
    }

    @Test func `refuses a body over 10 MiB before it is sent`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send(
                "POST /do/ok HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 10485761\r\n\r\n"
            )
            let response = try connection.response()
            #expect(response.status == 413)
            #expect(response.text == #"{"message":"Request Entity Too Large"}"#)
            let events = try service.events(response.requestID)
            #expect(events.names == "sent rejected returned displayed".words)
            #expect(events.data("rejected").cause.string == "tooLarge")
            #expect(events.data("sent").complete == .bool(false))
        }
    }

    @Test func `refuses a chunked body when it passes 10 MiB`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send(
                "POST /do/ok HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            let chunk = "100000\r\n" + String(repeating: "x", count: 1 << 20) + "\r\n"
            for _ in 1...11 { connection.send(chunk) }
            let response = try connection.response()
            #expect(response.status == 413)
            let sent = try service.events(response.requestID).data("sent")
            #expect(sent.bodyBytes.integer == 10 << 20)
            #expect(sent.complete == .bool(false))
        }
    }

    @Test func `refuses an event over 6 MiB`() async throws {
        try await withService { service in
            let response = try request(
                "POST",
                "/do/ok",
                port: service.port,
                headers: ["Content-Type: text/plain"],
                body: [UInt8](repeating: 0x61, count: 6_291_456)
            )
            #expect(response.status == 413 || response.status == 500)
            let events = try service.events(response.requestID)
            #expect(events.names == "sent rejected returned displayed".words)
            #expect(events.data("rejected").cause.string == "tooLarge")
        }
    }

    @Test func `refuses a head over 10,240 bytes, and a target as long`() async throws {
        try await withService { service in
            let long = String(repeating: "h", count: 10_300)
            let head = try service.get("/do/ok", "X-Long: \(long)")
            #expect(head.status == 431)
            #expect(
                try service.events(head.requestID).data("rejected").cause.string == "tooLarge"
            )
            let target = try service.get("/do/\(long)")
            #expect(target.status == 414)
            let rest = try request(
                "GET",
                "/Prod/do/ok",
                port: service.port(OutcomeProject.restAPI),
                headers: ["X-Long: \(long)"]
            )
            #expect(rest.status >= 400)
            #expect(
                try service.events(rest.requestID).data("rejected").cause.string == "tooLarge"
            )
        }
    }

    @Test(arguments: [
        "GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET /do/ok HTTP/9.9\r\n\r\n",
        "GET /do/ok HTTP/1.1\r\nbad header line\r\n\r\n",
        "POST /do/ok HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n",
        "POST /do/ok HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /do/ok HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    ])
    func `answers 400 to what is no HTTP, which is no flow but an event of the service`(
        _ bytes: String
    ) async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send(bytes)
            let response = try connection.response()
            #expect(response.status == 400)
            #expect(response.text == #"{"message":"Bad Request"}"#)
            #expect(response["connection"] == "close")
            #expect(connection.isEnded)
            let events = try waitUntil("the service's event") {
                let all = try service.project.json("events", "-n", "1000").list
                return all.contains { $0.type.string == "requestMalformed" } ? all : nil
            }
            let event = try #require(events.first { $0.type.string == "requestMalformed" })
            #expect(event.data.api.string == OutcomeProject.httpAPI)
            #expect(event.data.reason.string?.isEmpty == false)
        }
    }

    @Test func `answers a good request before the garbage behind it`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send("GET /do/ok HTTP/1.1\r\nHost: x\r\n\r\n\u{1}\u{2}rubbish\r\n\r\n")
            #expect(try connection.response().text == "fine")
            #expect(try connection.response().status == 400)
            #expect(connection.isEnded)
        }
    }

    @Test func `refuses a request whose chunks are broken, and records what came`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send(
                "POST /do/ok HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\nzz\r\n"
            )
            let response = try connection.response()
            #expect(response.status == 400)
            let events = try service.events(response.requestID)
            #expect(events.names == "sent rejected returned displayed".words)
            #expect(events.data("sent").complete == .bool(false))
            #expect(events.data("sent").bodyBytes.integer == 3)
        }
    }

    @Test(arguments: [false, true])
    func `lets the function finish for a client that went away, and calls that abandoned`(
        reset: Bool
    ) async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            let mark = UUID().uuidString
            connection.send("GET /do/nap?mark=\(mark) HTTP/1.1\r\nHost: x\r\n\r\n")
            usleep(200_000)
            connection.end(reset: reset)
            let id = try service.flowID(target: "/do/nap?mark=\(mark)")
            let events = try service.events(id)
            #expect(events.transitions == "sent triggered executed returned abandoned".words)
            let flow = try service.flow(id)
            #expect(flow.outcome.string == "abandoned")
            #expect(flow.state.string == "abandoned")
            #expect(flow.status.integer == 200)
        }
    }

    @Test func `records a request that was cut off in the middle of its body`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            let target = "/do/ok?cut=\(UUID().uuidString)"
            connection.send(
                "POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this"
            )
            usleep(100_000)
            connection.end()
            let id = try service.flowID(target: target)
            let events = try service.events(id)
            #expect(events.names == "sent rejected returned abandoned".words)
            #expect(events.data("sent").complete == .bool(false))
            #expect(events.data("sent").bodyBytes.integer == 9)
            #expect(try service.flow(id).request.body.string == "only this")
        }
    }

    @Test func `serves unsupported routes when it is told to`() async throws {
        try await onThread {
            let service = try OutcomeProject.start("--allow-unsupported")
            let response = try request(
                "GET",
                "/Prod/keyed",
                port: service.port(OutcomeProject.restAPI)
            )
            #expect(response.status == 200)
            #expect(response.text == "fine")
            #expect(try service.stop().code == 0)
        }
    }
}

extension RunningService {
    /// The flow whose request had that target; waits for it.
    func flowID(target: String) throws -> String {
        try waitUntil("a flow with the target \(target)") {
            let path = target.prefix { $0 != "?" }
            for flow in try project.json("ls", "-n", "200").list
            where flow.path.string == String(path) {
                let id = flow.id.string ?? ""
                if try self.flow(id).request.target.string == target { return id }
            }
            return nil
        }
    }
}
