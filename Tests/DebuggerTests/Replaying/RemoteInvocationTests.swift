import Flows
import HTTPServer
import Testing

@testable import Debugger

/// What an answer of the Invoke API says of the run behind it.
@Suite struct `The answer of an Invoke API` {
    private func answer(
        _ log: String,
        headers: [HTTPField] = [],
        body: String = "{}"
    )
        -> HTTPResponse
    {
        HTTPResponse(
            status: 200,
            headers: headers + [HTTPField("X-Amz-Log-Result", base64Text(Array(log.utf8)))],
            body: Array(body.utf8)
        )
    }

    private func executed(_ response: HTTPResponse) throws -> (Executed, [String]) {
        let outcome = RemoteInvocation.outcome(
            response,
            durationMicroseconds: 99_000,
            without: nil
        )
        guard case .executed(let executed) = outcome.event else {
            throw ReplayRefusal("it is no execution")
        }
        #expect(executed.logBytes == outcome.log.bytes.count)
        return (executed, outcome.log.lines.map(\.text))
    }

    @Test func `has the figures of the report and the function's lines`() throws {
        let (executed, lines) = try executed(
            answer(
                "START RequestId: 7f-1 Version: $LATEST\nfirst\n[ERROR] second\n"
                    + "END RequestId: 7f-1\nREPORT RequestId: 7f-1\tDuration: 12.34 ms\t"
                    + "Billed Duration: 113 ms\tMemory Size: 256 MB\tMax Memory Used: 41 MB\t"
                    + "Init Duration: 100.50 ms\t\nXRAY TraceId: 1-2-3\tSegmentId: 4\tSampled: true\n"
            )
        )
        #expect(lines == ["first", "[ERROR] second"])
        #expect(executed.durationMicroseconds == 12_340)
        #expect(executed.billedMilliseconds == 113)
        #expect(executed.memorySizeMB == 256)
        #expect(executed.memoryUsedMB == 41)
        #expect(executed.initMicroseconds == 100_500)
        #expect(!executed.isError)
    }

    @Test func `may have a log that was cut at its beginning`() throws {
        let (executed, lines) = try executed(
            answer("of a line\nlast\nEND RequestId: 7\nREPORT RequestId: 7\tDuration: 5.00 ms\t\n")
        )
        #expect(lines == ["of a line", "last"])
        #expect(executed.durationMicroseconds == 5000)
        #expect(executed.billedMilliseconds == nil)
    }

    @Test func `may have a log in JSON`() throws {
        let own = #"{"timestamp":"2026-11-25T10:00:00Z","level":"INFO","message":"hello"}"#
        let (executed, lines) = try executed(
            answer(
                #"{"time":"2026-11-25T10:00:00Z","type":"platform.start","record":{"requestId":"7"}}"#
                    + "\n\(own)\n"
                    + #"{"time":"2026-11-25T10:00:01Z","type":"platform.report","record":{"#
                    + #""requestId":"7","metrics":{"durationMs":7.5,"billedDurationMs":8,"#
                    + #""memorySizeMB":128,"maxMemoryUsedMB":30},"status":"success"}}"# + "\n"
            )
        )
        #expect(lines == [own])
        #expect(executed.durationMicroseconds == 7500)
        #expect(executed.billedMilliseconds == 8)
    }

    @Test func `that says nothing of the run leaves the time that was measured`() throws {
        let response = HTTPResponse(
            status: 200,
            headers: [HTTPField("X-Amz-Function-Error", "Unhandled")],
            body: Array(#"{"errorType":"KeyError","errorMessage":"'sku'"}"#.utf8)
        )
        let (executed, lines) = try executed(response)
        #expect(executed.durationMicroseconds == 99_000)
        #expect(executed.isError)
        #expect(executed.errorType == "KeyError")
        #expect(executed.memoryUsedMB == nil)
        #expect(lines.isEmpty)
    }

    @Test(arguments: [
        (403, "ExpiredTokenException", AbortCause.unreachable), (429, "X", .throttled),
        (404, "ResourceNotFoundException:http://internal.amazon.com/", .unreachable),
        (301, "X", .unreachable), (500, "ServiceException", .unanswered),
    ])
    func `that no function gave is no execution`(status: Int, type: String, cause: AbortCause) {
        let response = HTTPResponse(
            status: status,
            headers: [HTTPField("x-amzn-ErrorType", type)],
            body: Array(#"{"message":"no"}"#.utf8)
        )
        let outcome = RemoteInvocation.outcome(response, durationMicroseconds: 1, without: nil)
        let name = String(type.prefix { $0 != ":" })
        #expect(outcome.event == .aborted(Aborted(cause, errorType: name)))
    }
}
