import Foundation
import Testing

/// The limits of function and gateway, in a service that has nothing else to do meanwhile.
@Suite(.service { try OutcomeProject.start() })
struct `An invocation with a limit` {
    @Test(arguments: [
        (OutcomeProject.httpAPI, "/brief/sleep", `An invocation through a front door`.httpFailure),
        (
            OutcomeProject.restAPI, "/Prod/brief/sleep",
            `An invocation through a front door`.restFailure
        ),
    ])
    func `past the function's own time limit is a function error`(
        _ api: String,
        _ target: String,
        _ expected: (Int, String)
    ) async throws {
        try await withService { service in
            let response = try request("GET", target, port: service.port(api))
            #expect(response.status == expected.0)
            #expect(response.text == expected.1)
            let events = try service.events(response.requestID)
            #expect(events.transitions == "sent triggered aborted returned displayed".words)
            let aborted = events.data("aborted")
            #expect(aborted.cause.string == "timeout")
            #expect(aborted.errorType.string == "Sandbox.Timedout")
            let flow = try service.flow(response.requestID)
            let id = try #require(flow.lambdaRequestId.string)
            #expect(
                flow.result.errorMessage.string
                    == "RequestId: \(id) Error: Task timed out after 1.00 seconds"
            )
            let lines = try service.project.json("logs", response.requestID).list
            #expect(lines.contains { $0.text.string == "doing sleep" })
            #expect(lines.contains { $0.text.string?.contains("Status: timeout") == true })
        }
    }

    @Test(arguments: [
        (OutcomeProject.httpAPI, "/limited/nap", 503, #"{"message":"Service Unavailable"}"#),
        (
            OutcomeProject.restAPI, "/Prod/limited/nap", 504,
            #"{"message": "Endpoint request timed out"}"#
        ),
    ])
    func `past the gateway's limit runs on, and its late result is kept`(
        _ api: String,
        _ target: String,
        _ status: Int,
        _ body: String
    ) async throws {
        try await withService { service in
            // An environment is ready, so that the limit does not pass before the function begins.
            try waitUntil("a warm function") { try service.get("/limited/ok").status == 200 }
            let response = try request("GET", target, port: service.port(api))
            #expect(response.status == status)
            #expect(response.text == body)
            let events = try waitUntil("the late result") {
                let events = try service.events(response.requestID)
                return events.names.contains("lateResult") ? events : nil
            }
            // A client that is slow to read may have its last byte after the late result.
            #expect(
                events.transitions.filter { $0 != "lateResult" }
                    == "sent triggered aborted returned displayed".words
            )
            #expect(events.data("aborted").cause.string == "gatewayLimit")
            #expect(events.data("lateResult").error != .bool(true))
            #expect((events.data("lateResult").durationMicros.integer ?? 0) > 400_000)
            #expect(try service.flow(response.requestID).outcome.string == "gateway failure")
        }
    }

    @Test func `over its reserved concurrency is throttled at once`() async throws {
        try await withService { service in
            let http = try service.get("/reserved/none")
            #expect(http.status == 503)
            #expect(http.text == #"{"message":"Service Unavailable"}"#)
            let events = try service.events(http.requestID)
            #expect(events.transitions == "sent triggered aborted returned displayed".words)
            #expect(events.data("aborted").cause.string == "throttled")
            #expect(try service.flow(http.requestID).outcome.string == "gateway failure")

            let rest = try request(
                "GET",
                "/Prod/reserved/none",
                port: service.port(OutcomeProject.restAPI)
            )
            #expect(rest.status == 500)
            #expect(rest.text == #"{"message": "Internal server error"}"#)
            #expect(rest["x-amzn-errortype"] == "InternalServerErrorException")

            let first = try RawConnection(port: service.port)
            first.send("GET /reserved/one/sleep HTTP/1.1\r\nHost: x\r\n\r\n")
            usleep(50_000)
            let second = try service.get("/reserved/one/ok")
            #expect(second.status == 503)
            #expect(second.text == http.text)
            #expect(try first.response().text == "slept")
            #expect(
                try waitUntil("a free place") {
                    let third = try service.get("/reserved/one/ok")
                    return third.status == 200 ? third.text : nil
                } == "fine"
            )
        }
    }
}
