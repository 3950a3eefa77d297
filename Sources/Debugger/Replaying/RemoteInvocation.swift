import Flows
import Gateway
import HTTPServer
import Lambda

/// An invocation at another endpoint that speaks Lambda's Invoke API: Waybill's, SAM CLI's, the
/// Runtime Interface Emulator's, LocalStack's. Requests are not signed.
///
/// - SeeAlso: [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html)
enum RemoteInvocation {
    static func request(_ event: [UInt8], function: String, trace: TraceHeader) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            target: "/2015-03-31/functions/\(encoded(function))/invocations",
            headers: [
                HTTPField("Content-Type", "application/json"),
                HTTPField("X-Amz-Invocation-Type", "RequestResponse"),
                HTTPField("X-Amzn-Trace-Id", trace.description),
            ],
            body: event
        )
    }

    /// How it ended: with the function's answer, with its error, or not at all.
    static func outcome(_ response: HTTPResponse, durationMicroseconds: Int) -> InvocationOutcome {
        guard response.status == 200 else {
            let cause: AbortCause =
                switch response.status {
                case 429: .throttled
                case 400..<500: .unreachable
                default: .unanswered
                }
            return InvocationOutcome(
                event: .aborted(
                    Aborted(cause, errorType: response.headers.first(named: "x-amzn-errortype"))
                ),
                document: response.body.isEmpty ? nil : response.body
            )
        }
        let isError = response.headers.first(named: "x-amz-function-error") != nil
        return InvocationOutcome(
            event: .executed(
                Executed(
                    errorType: isError ? topLevelString("errorType", in: response.body) : nil,
                    isError: isError,
                    durationMicroseconds: durationMicroseconds,
                    initMicroseconds: nil,
                    // What the other endpoint bills and measures it does not say.
                    billedMilliseconds: nil,
                    memoryUsedMB: nil,
                    memorySizeMB: nil,
                    resultBytes: response.body.count,
                    logBytes: 0
                )
            ),
            document: response.body
        )
    }

    /// What stands for the answer of a service that gave none.
    static func unreachableResponse(_ reason: String) -> HTTPResponse {
        var json = JSONWriter()
        json.beginObject()
        json.key("message")
        json.string("Bad Gateway: \(reason)")
        json.endObject()
        return HTTPResponse(
            status: 502,
            headers: [HTTPField("content-type", "application/json")],
            body: json.bytes
        )
    }

    private static func encoded(_ name: String) -> String {
        var text: [UInt8] = []
        for byte in name.utf8 {
            if byte.isUnreserved {
                text.append(byte)
            } else {
                text.append(UInt8(ascii: "%"))
                appendHex(of: UInt64(byte), digits: 2, to: &text)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension UInt8 {
    /// - SeeAlso: [RFC 3986, 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
