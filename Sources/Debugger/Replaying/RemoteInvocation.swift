import Flows
import Gateway
import HTTPServer
import Lambda

/// An invocation at another endpoint that speaks Lambda's Invoke API: Waybill's, SAM CLI's, the
/// Runtime Interface Emulator's, LocalStack's, AWS's own.
///
/// - SeeAlso: [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html)
enum RemoteInvocation {
    static func request(_ event: [UInt8], function: String, trace: TraceHeader) -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            target: "/2015-03-31/functions/\(percentEncoded(function))/invocations",
            headers: [
                HTTPField("Content-Type", "application/json"),
                HTTPField("X-Amz-Invocation-Type", "RequestResponse"),
                HTTPField("X-Amz-Log-Type", "Tail"),
                HTTPField("X-Amzn-Trace-Id", trace.description),
            ],
            body: event
        )
    }

    /// How it ended: with the function's answer, with its error, or not at all. What the endpoint tells
    /// of the run counts, and where it tells nothing, the time that the answer took.
    ///
    /// - `credentials`: must not be in what is recorded.
    static func outcome(
        _ response: HTTPResponse,
        durationMicroseconds: Int,
        without credentials: AWSCredentials?
    ) -> InvocationOutcome {
        guard response.status == 200 else {
            let refusal = InvokeRefusal(response)
            return InvocationOutcome(
                event: .aborted(Aborted(refusal.cause, errorType: refusal.type)),
                document: response.body.isEmpty ? nil : response.body
            )
        }
        let tail = tail(of: response, without: credentials)
        let report = tail.report
        let isError = response.headers.first(named: "x-amz-function-error") != nil
        return InvocationOutcome(
            event: .executed(
                Executed(
                    errorType: isError
                        ? errorType(response.body) ?? report?.errorType : nil,
                    isError: isError,
                    durationMicroseconds: report?.durationMicroseconds ?? durationMicroseconds,
                    initMicroseconds: report?.initMicroseconds,
                    billedMilliseconds: report?.billedMilliseconds,
                    memoryUsedMB: report?.memoryUsedMB,
                    memorySizeMB: report?.memorySizeMB,
                    resultBytes: response.body.count,
                    logBytes: tail.log.bytes.count
                )
            ),
            document: response.body,
            log: tail.log
        )
    }

    private static func errorType(_ document: [UInt8]) -> String? {
        topLevelString("errorType", in: document).map { String($0.prefix(200)) }
    }

    private static func tail(
        of response: HTTPResponse,
        without credentials: AWSCredentials?
    ) -> RemoteLogTail {
        let header = response.headers.first(named: "x-amz-log-result")
        let text = header.flatMap { decodeBase64($0.utf8) } ?? []
        return RemoteLogTail(credentials?.removed(from: text) ?? text, at: .now())
    }

    /// What stands for the answer of a service that gave none.
    static func unreachableResponse(_ reason: String) -> HTTPResponse {
        HTTPResponse(status: 502, message: "Bad Gateway: \(reason)")
    }
}
