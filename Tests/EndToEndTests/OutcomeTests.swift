import Foundation
import Testing

/// What the client gets and what the log says, for every way an invocation can end.
@Suite(.service { try OutcomeProject.start() })
struct `An invocation through a front door` {
    /// What becomes of `GET /do/NAME` on both kinds of API.
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        /// Status and whole body by kind of API.
        let http: (Int, String)
        let rest: (Int, String)
        let transitions: [String]
        let outcome: String
        let cause: String?
        let errorType: String?
        var testDescription: String { what }

        init(
            _ what: String,
            http: (Int, String),
            rest: (Int, String),
            _ transitions: String,
            outcome: String,
            cause: String? = nil,
            errorType: String? = nil
        ) {
            self.what = what
            self.http = http
            self.rest = rest
            self.transitions = transitions.split(separator: " ").map(String.init)
            self.outcome = outcome
            self.cause = cause
            self.errorType = errorType
        }
    }

    static let httpFailure = (500, #"{"message":"Internal Server Error"}"#)
    static let restFailure = (502, #"{"message": "Internal server error"}"#)

    static let cases = [
        Case(
            "ok",
            http: (200, "fine"),
            rest: (200, "fine"),
            "sent triggered executed returned displayed",
            outcome: "ok"
        ),
        Case(
            "created",
            http: (201, "made"),
            rest: (201, "made"),
            "sent triggered executed returned displayed",
            outcome: "ok"
        ),
        Case(
            "teapot",
            http: (418, "short and stout"),
            rest: (418, "short and stout"),
            "sent triggered executed returned displayed",
            outcome: "client error"
        ),
        Case(
            "own500",
            http: (500, "mine"),
            rest: (500, "mine"),
            "sent triggered executed returned displayed",
            outcome: "function error",
            cause: "status"
        ),
        Case(
            "empty",
            http: (204, ""),
            rest: (204, ""),
            "sent triggered executed returned displayed",
            outcome: "ok"
        ),
        Case(
            "raise",
            http: httpFailure,
            rest: restFailure,
            "sent triggered executed returned displayed",
            outcome: "function error",
            cause: "error",
            errorType: "KeyError"
        ),
        Case(
            "unserialisable",
            http: httpFailure,
            rest: restFailure,
            "sent triggered executed returned displayed",
            outcome: "function error",
            cause: "error",
            errorType: "Runtime.MarshalError"
        ),
        Case(
            "shape",
            http: httpFailure,
            rest: restFailure,
            "sent triggered executed undecodable returned displayed",
            outcome: "function error",
            cause: "undecodable"
        ),
        Case(
            "nan",
            http: httpFailure,
            rest: restFailure,
            "sent triggered executed undecodable returned displayed",
            outcome: "function error",
            cause: "undecodable"
        ),
        Case(
            "bytes",
            http: httpFailure,
            rest: restFailure,
            "sent triggered executed undecodable returned displayed",
            outcome: "function error",
            cause: "undecodable"
        ),
        Case(
            "badheader",
            http: httpFailure,
            rest: restFailure,
            "sent triggered executed undecodable returned displayed",
            outcome: "function error",
            cause: "undecodable"
        ),
        Case(
            "exit0",
            http: httpFailure,
            rest: restFailure,
            "sent triggered aborted returned displayed",
            outcome: "function error",
            cause: "exit",
            errorType: "Runtime.ExitError"
        ),
        Case(
            "exit3",
            http: httpFailure,
            rest: restFailure,
            "sent triggered aborted returned displayed",
            outcome: "function error",
            cause: "exit",
            errorType: "Runtime.ExitError"
        ),
        Case(
            "sysexit",
            http: httpFailure,
            rest: restFailure,
            "sent triggered aborted returned displayed",
            outcome: "function error",
            cause: "exit",
            errorType: "Runtime.ExitError"
        ),
        Case(
            "kill",
            http: httpFailure,
            rest: restFailure,
            "sent triggered aborted returned displayed",
            outcome: "function error",
            cause: "signal",
            errorType: "Runtime.ExitError"
        ),
        Case(
            "huge",
            http: httpFailure,
            rest: restFailure,
            "sent triggered aborted returned displayed",
            outcome: "function error",
            cause: "tooLarge",
            errorType: "Function.ResponseSizeTooLarge"
        ),
    ]

    @Test(arguments: cases)
    func `answers as its API does, and the log tells how it ended`(_ example: Case) async throws {
        try await withService { service in
            for (api, expected, prefix) in [
                (OutcomeProject.httpAPI, example.http, "/do/"),
                (OutcomeProject.restAPI, example.rest, "/Prod/do/"),
            ] {
                let response = try request(
                    "GET",
                    prefix + example.what,
                    port: service.port(api)
                )
                #expect(response.status == expected.0)
                #expect(response.text == expected.1)

                let events = try service.events(response.requestID)
                #expect(events.transitions == example.transitions, "\(api)")
                #expect(events.data("returned").status.integer == expected.0)
                #expect(events.data("returned").bodyBytes.integer == response.body.count)

                let flow = try service.flow(response.requestID)
                #expect(flow.outcome.string == example.outcome)
                #expect(flow.cause.string == example.cause)
                #expect(flow.errorType.string == example.errorType)
                #expect(flow.status.integer == expected.0)
            }
        }
    }

    @Test(arguments: [
        ("bare", #"{"hello": "world"}"#), ("text", "just text"), ("none", "null"),
    ])
    func `of payload 2.0 may return any JSON, which 1.0 and REST refuse`(
        _ what: String,
        _ body: String
    ) async throws {
        try await withService { service in
            let inferred = try service.get("/do/\(what)")
            #expect(inferred.status == 200)
            #expect(inferred.text == body)
            #expect(inferred["content-type"] == "application/json")

            let old = try service.get("/old/\(what)")
            #expect(old.status == 500)
            #expect(old.text == Self.httpFailure.1)
            #expect(try service.flow(old.requestID).cause.string == "undecodable")

            let rest = try request(
                "GET",
                "/Prod/do/\(what)",
                port: service.port(OutcomeProject.restAPI)
            )
            #expect(rest.status == 502)
            #expect(rest.text == Self.restFailure.1)
        }
    }

    @Test(arguments: [
        ("imports", "Runtime.ImportModuleError"), ("syntax", "Runtime.UserCodeSyntaxError"),
        ("missing", "Runtime.HandlerNotFound"), ("quits", "Runtime.ExitError"),
    ])
    func `that cannot initialise is a function error each time it is tried`(
        _ name: String,
        _ errorType: String
    ) async throws {
        try await withService { service in
            for _ in 1...2 {
                let response = try service.get("/fails/\(name)")
                #expect(response.status == 500)
                #expect(response.text == Self.httpFailure.1)
                let events = try service.events(response.requestID)
                #expect(events.transitions == "sent triggered aborted returned displayed".words)
                #expect(events.data("aborted").cause.string == "initFailure")
                #expect(events.data("aborted").errorType.string == errorType)
                let flow = try service.flow(response.requestID)
                #expect(flow.outcome.string == "function error")
                #expect(flow.result.errorType.string == errorType)
            }
        }
    }

    @Test func `that cannot initialise is 502 behind a REST API`() async throws {
        try await withService { service in
            let response = try request(
                "GET",
                "/Prod/fails/imports",
                port: service.port(OutcomeProject.restAPI)
            )
            #expect(response.status == 502)
            #expect(response.text == Self.restFailure.1)
        }
    }

    @Test func `over its response limit ends its process, and the next one works`() async throws {
        try await withService { service in
            #expect(try service.get("/old/huge").status == 500)
            #expect(try service.get("/old/ok").text == "fine")
            let large = try service.get("/old/large")
            #expect(large.status == 200)
            #expect(large.body.count == 5 << 20)
        }
    }

    @Test func `keeps what the function wrote, between START and REPORT`() async throws {
        try await withService { service in
            let response = try service.get("/do/chatty")
            let id = try #require(try service.flow(response.requestID).lambdaRequestId.string)
            let lines = try service.project.json("logs", response.requestID).list
                .compactMap(\.text.string).filter { !$0.hasPrefix("INIT_START") }
            #expect(lines.first == "START RequestId: \(id) Version: $LATEST")
            #expect(
                lines.filter { !$0.contains(id) }
                    == ["doing chatty", "line 0", "line 1", "line 2", "on stderr"]
            )
            #expect(lines.last?.hasPrefix("REPORT RequestId: \(id)\tDuration: ") == true)
        }
    }

    @Test func `shows the same story in steps and track`() async throws {
        try await withService { service in
            let response = try service.get("/do/raise")
            let steps = try service.project.json("steps", response.requestID).list
            #expect(
                steps.map(\.name.string) == [
                    "sent", "triggered", "executed", "returned", "displayed",
                ]
            )
            #expect(steps.map(\.failed.isTrue) == [false, false, true, false, false])
            #expect(steps[2].output.string?.contains("KeyError: 'sku'") == true)
            let track = try service.project.json("track", response.requestID).list
            #expect(track.first { $0.variable.string == "status" }?.final.string == "500")
        }
    }
}

extension String {
    var words: [String] { split(separator: " ").map(String.init) }
}
