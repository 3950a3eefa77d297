import Gateway
import HTTPServer
import Testing

@Suite struct `Finishing a response` {
    static func headers(
        _ kind: APIConfiguration.Kind,
        status: Int = 200,
        _ headers: [HTTPField] = [],
        trace: TraceHeader? = nil
    ) -> [String] {
        finishResponse(
            HTTPResponse(status: status, headers: headers),
            for: kind,
            requestID: "id",
            extendedRequestID: "ext=",
            trace: trace
        ).headers.map { "\($0.name): \($0.value)" }
    }

    @Test func `REST APIs add their ids, the trace and JSON`() {
        let trace = TraceHeader(root: "1-2-3", parent: "4", sampled: "0")
        #expect(
            Self.headers(.rest, trace: trace) == [
                "Content-Type: application/json", "x-amzn-RequestId: id", "x-amz-apigw-id: ext=",
                "X-Amzn-Trace-Id: Root=1-2-3;Parent=4;Sampled=0",
            ]
        )
    }

    @Test func `HTTP APIs add their id and plain text`() {
        #expect(
            Self.headers(.http) == [
                "content-type: text/plain; charset=utf-8", "apigw-requestid: id",
            ]
        )
        #expect(Self.headers(.http, status: 204) == ["apigw-requestid: id"])
    }

    @Test func `the function's type stays and its ids are replaced`() {
        #expect(
            Self.headers(
                .rest,
                [
                    HTTPField("content-TYPE", "text/html"), HTTPField("X-Amzn-RequestId", "forged"),
                    HTTPField("X-AMZ-APIGW-ID", "forged"),
                ]
            ) == ["content-TYPE: text/html", "x-amzn-RequestId: id", "x-amz-apigw-id: ext="]
        )
        #expect(
            Self.headers(.http, [HTTPField("Apigw-Requestid", "forged")])
                == ["content-type: text/plain; charset=utf-8", "apigw-requestid: id"]
        )
    }

    @Test func `a mock answers with its headers by name`() {
        let response = mockResponse(
            status: 200,
            headers: [
                "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "GET,OPTIONS",
            ]
        )
        #expect(
            response
                == HTTPResponse(
                    status: 200,
                    headers: [
                        HTTPField("Access-Control-Allow-Methods", "GET,OPTIONS"),
                        HTTPField("Access-Control-Allow-Origin", "*"),
                    ]
                )
        )
    }
}
