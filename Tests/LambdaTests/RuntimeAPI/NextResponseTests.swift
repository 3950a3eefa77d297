import Flows
import HTTPServer
import Testing

@testable import Lambda

/// What a runtime is told, byte for byte.
struct NextResponseTests {
    private static func invocation(trace: String, context: String?) -> Invocation {
        let id = FlowID(high: 1, low: 2)
        return Invocation(
            flow: LiveFlow(id: id, kind: .direct, sentAt: .now(), recorder: NoRecorder()),
            requestID: "request",
            event: Array("{}".utf8),
            invokedARN: "arn",
            traceHeader: trace,
            clientContext: context
        )
    }

    @Test func `an event has exactly the headers that it needs`() {
        let response = RuntimeAPI.nextResponse(
            Self.invocation(trace: "Root=1", context: #"{"a":1}"#),
            deadline: Timestamp(microseconds: 1_795_352_648_123_999)
        )
        #expect(response.status == 200)
        #expect(
            response.headers == [
                HTTPField("Content-Type", "application/json"),
                HTTPField("Lambda-Runtime-Aws-Request-Id", "request"),
                HTTPField("Lambda-Runtime-Deadline-Ms", "1795352648123"),
                HTTPField("Lambda-Runtime-Invoked-Function-Arn", "arn"),
                HTTPField("Lambda-Runtime-Trace-Id", "Root=1"),
                HTTPField("Lambda-Runtime-Client-Context", #"{"a":1}"#),
            ]
        )
        #expect(response.body == Array("{}".utf8))
    }

    @Test func `empty values are not sent`() {
        let response = RuntimeAPI.nextResponse(
            Self.invocation(trace: "", context: nil),
            deadline: .now()
        )
        #expect(response.headers.count == 4)
    }

    @Test func `an error ends with a line feed and is JSON`() {
        let response = RuntimeAPI.error(400, "InvalidRequestID", "Invalid request ID")
        #expect(response.headers == [HTTPField("Content-Type", "application/json")])
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}\n"
        )
        #expect(
            String(decoding: RuntimeAPI.accepted.body, as: UTF8.self) == "{\"status\":\"OK\"}\n"
        )
    }
}

/// Takes events and forgets them.
private final class NoRecorder: FlowRecorder {
    func checkAcceptance() throws(RecordingError) {}
    func record(_ events: [NewEvent], of flow: inout FlowCursor) throws(IllegalTransition) {
        for event in events { try flow.advance(event.event) }
    }
    func commit() async throws(RecordingError) {}
}
