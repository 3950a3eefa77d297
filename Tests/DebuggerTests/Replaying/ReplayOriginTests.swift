import Flows
import Testing

@testable import Debugger

/// What can be replayed of a recorded flow, and why not.
@Suite struct `The origin of a replay` {
    private static let request = MessageHead(
        method: "POST",
        target: "/orders",
        protocolName: "HTTP/1.1",
        client: "127.0.0.1:1",
        headers: [("Host", "here")]
    ).message(body: Array("{}".utf8))

    private static let event = Array(
        #"{"version":"2.0","requestContext":{"http":{"method":"POST"}}}"#.utf8
    )

    @Test func `is whole when everything was recorded`() throws {
        for mode in ReplayMode.allCases {
            let origin = try ReplayOrigin(Self.events(), mode: mode)
            #expect(origin.kind == .door)
            let preview = try origin.preview(mode, [])
            #expect(preview.method == (mode == .executed ? nil : "POST"))
            #expect(preview.isUnsafe == (mode != .executed))
            #expect(origin.triggered?.function == "orders")
        }
        let origin = try ReplayOrigin(Self.events(), mode: .event)
        #expect(origin.event == Self.event)
    }

    @Test(arguments: [ReplayMode.http, .event])
    func `that an edit made a POST of is no GET any more`(mode: ReplayMode) throws {
        let get = String(decoding: Self.request, as: UTF8.self)
            .replacing("\"POST\"", with: "\"GET\"")
        var events = Self.events()
        events[0] = Self.recorded(
            .sent(Self.sent(.door, method: "GET")),
            [Content(.request, Array(get.utf8))]
        )
        var edit = Noted(.edited, operatorName: "dana", step: .sent)
        edit.content = "request"
        events.insert(Self.recorded(.noted(edit), [Content(.request, Self.request)]), at: 1)
        let preview = try ReplayOrigin(events, mode: mode).preview(mode, [])
        #expect(preview.method == "POST")
        #expect(preview.isUnsafe)
    }

    @Test(arguments: [
        (ReplayMode.http, "request.method"), (.event, "requestContext.http.method"),
    ])
    func `is as unsafe as --set makes it`(mode: ReplayMode, path: String) throws {
        let origin = try ReplayOrigin(Self.events(), mode: mode)
        let edit = DocumentChange(path: path, value: "GET")
        #expect(!(try origin.preview(mode, [edit]).isUnsafe))
        let other = DocumentChange(path: path, value: "DELETE")
        #expect(try origin.preview(mode, [edit, other]).method == "DELETE")
    }

    @Test func `whose body its source does not tell is not sent without one`() throws {
        var sent = Self.sent(.imported)
        sent.bodyBytes = nil
        let bare = MessageHead(method: "POST", target: "/orders", headers: []).message(body: [])
        let events = [
            Self.recorded(.noted(Noted(.imported, operatorName: "dana"))),
            Self.recorded(.sent(sent), [Content(.request, bare)]),
        ]
        let origin = try ReplayOrigin(events, mode: .http)
        let refusal = #expect(throws: ReplayRefusal.self) { try origin.preview(.http, []) }
        #expect(
            refusal?.description
                == "its body is not in its source, and POST without one may be another request"
        )
        #expect(refusal?.hint?.contains("--set request.body=") == true)
        for body in ["{}", ""] {
            let given = DocumentChange(path: "body", value: body)
            #expect(try origin.preview(.http, [given]).bytes == body.utf8.count)
        }
        // What has none by custom is sent as it is told.
        let get = DocumentChange(path: "method", value: "GET")
        #expect(try origin.preview(.http, [get]).method == "GET")
    }

    @Test func `of another system says that its source does not tell`() {
        var events = Self.events(withContents: false)
        events[0] = Self.recorded(.sent(Self.sent(.imported)))
        for (mode, words) in [
            (ReplayMode.event, "its Lambda event is not in its source"),
            (.http, "its path is not in its source"),
        ] {
            let refusal = #expect(throws: ReplayRefusal.self) {
                try ReplayOrigin(events, mode: mode)
            }
            #expect(refusal?.description == words)
            #expect(refusal?.hint == nil)
        }
    }

    @Test func `has the event that the function got after an edit`() throws {
        var events = Self.events()
        var edit = Noted(.edited, operatorName: "dana", step: .triggered)
        edit.content = "event"
        events.insert(Self.recorded(.noted(edit), [Content(.event, Array("edited".utf8))]), at: 2)
        #expect(try ReplayOrigin(events, mode: .event).event == Array("edited".utf8))
    }

    @Test(arguments: [
        (ReplayMode.event, "its Lambda event was erased"),
        (.http, "its request was erased"), (.executed, "its result is not mapped by a route"),
    ])
    func `whose contents were erased is refused`(mode: ReplayMode, words: String) {
        var events = Self.events(withContents: false)
        events.append(Self.recorded(.noted(Noted(.erased, operatorName: "dana"))))
        let refusal = #expect(throws: ReplayRefusal.self) { try ReplayOrigin(events, mode: mode) }
        #expect(refusal?.description == words)
    }

    @Test func `whose request was cut off is not sent again`() {
        var events = Self.events()
        events[0] = Self.recorded(
            .sent(Self.sent(.door, isComplete: false)),
            [Content(.request, Self.request)]
        )
        let refusal = #expect(throws: ReplayRefusal.self) { try ReplayOrigin(events, mode: .http) }
        #expect(refusal?.description == "its request was cut off; only 2 bytes came")
    }

    @Test(arguments: [FlowKind.direct, .asynchronous])
    func `of the Invoke API has no front door and no method`(kind: FlowKind) throws {
        var events = Self.events()
        events[0] = Self.recorded(.sent(Self.sent(kind)), [Content(.request, Self.request)])
        #expect(throws: ReplayRefusal.self) { try ReplayOrigin(events, mode: .http) }
        let preview = try ReplayOrigin(events, mode: .event).preview(.event, [])
        #expect(preview.method == nil && preview.isUnsafe)
    }

    @Test func `that never came to a function names another way`() {
        let events = Array(Self.events().prefix(1))
        let refusal = #expect(throws: ReplayRefusal.self) { try ReplayOrigin(events, mode: .event) }
        #expect(refusal?.description == "it never came to a Lambda event")
        #expect(refusal?.hint?.contains("--http") == true)
        #expect(throws: Never.self) { try ReplayOrigin(events, mode: .http) }
    }

    @Test func `may change something unless its method says that it does not`() {
        for method in ["POST", "PUT", "PATCH", "DELETE", "post", "get", "PURGE", nil] {
            #expect(ReplayPreview.isUnsafe(method: method))
        }
        for method in ["GET", "HEAD", "OPTIONS", "TRACE"] {
            #expect(!ReplayPreview.isUnsafe(method: method))
        }
    }

    // MARK: A flow

    private static let id: FlowID = {
        var random = SystemRandomNumberGenerator()
        return FlowID(at: .now(), random: &random)
    }()

    private static func recorded(
        _ event: FlowEvent,
        _ contents: [Content] = []
    ) -> RecordedEvent {
        RecordedEvent(
            position: 1,
            flow: id,
            revision: 1,
            recordedAt: Timestamp(microseconds: 0),
            occurredAt: Timestamp(microseconds: 0),
            event: event,
            contents: contents
        )
    }

    private static func sent(
        _ kind: FlowKind,
        method: String = "POST",
        isComplete: Bool = true
    ) -> Sent {
        let isInvoke = kind == .direct || kind == .asynchronous
        return Sent(
            kind: kind,
            api: isInvoke ? nil : "api",
            apiKind: isInvoke ? .invoke : .http,
            stage: "$default",
            method: method,
            protocolName: "HTTP/1.1",
            headBytes: 30,
            bodyBytes: 2,
            isComplete: isComplete,
            traceID: nil
        )
    }

    private static func events(withContents: Bool = true) -> [RecordedEvent] {
        func contents(_ name: ContentName, _ bytes: [UInt8]) -> [Content] {
            withContents ? [Content(name, bytes)] : []
        }
        return [
            recorded(.sent(sent(.door)), contents(.request, request)),
            recorded(
                .triggered(
                    Triggered(
                        function: "orders",
                        route: "POST /orders",
                        format: .http2,
                        eventBytes: 5
                    )
                ),
                contents(.event, event)
            ),
            recorded(
                .executed(
                    Executed(
                        errorType: nil,
                        isError: false,
                        durationMicroseconds: 1,
                        initMicroseconds: nil,
                        billedMilliseconds: 1,
                        memoryUsedMB: 1,
                        memorySizeMB: 128,
                        resultBytes: 6,
                        logBytes: 0
                    )
                ),
                contents(.result, Array("result".utf8))
            ),
        ]
    }
}
