import Flows
import HTTPServer

/// The Runtime API of one execution environment, on a listener of its own: whoever calls it is that
/// environment's process.
///
/// - SeeAlso: [Using the Lambda runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)
final class RuntimeAPI: HTTPResponder, @unchecked Sendable {
    private weak var environment: ExecutionEnvironment?

    init(_ environment: ExecutionEnvironment) { self.environment = environment }

    func respond(to request: HTTPRequest, on exchange: HTTPExchange) {
        guard !exchange.isClientGone else { return }
        guard let environment else {
            exchange.send(Self.error(500, "InternalServerError", "Internal Server Error"))
            return
        }
        switch Call(request) {
        case .next:
            environment.nextAsked(exchange, runtime: request.header("user-agent"))
        case .response(let id):
            if let refusal = refusalOfMode(request) {
                exchange.send(refusal)
                return
            }
            environment.answered(
                id: id,
                document: request.body,
                isError: false,
                isComplete: request.isComplete,
                on: exchange
            )
        case .error(let id):
            environment.answered(
                id: id,
                document: errorDocument(request),
                isError: true,
                isComplete: request.isComplete,
                on: exchange
            )
        case .initError:
            environment.initFailed(
                errorDocument(request),
                type: request.header("Lambda-Runtime-Function-Error-Type"),
                on: exchange
            )
        case .ping: exchange.send(HTTPResponse(status: 200, body: Array("pong".utf8)))
        case .notServed(let api):
            exchange.send(
                Self.error(
                    404,
                    "\(api).NotSupported",
                    "the \(api) API is not served here yet"
                )
            )
        case .unknown:
            exchange.send(
                Self.error(
                    404,
                    "NotFound",
                    "no such call of the Lambda Runtime API: \(request.method) \(request.path)"
                )
            )
        }
    }

    func responseToMalformedRequest(_ reason: String, from client: String) -> HTTPResponse {
        Self.error(400, "TruncatedHTTPRequest", "HTTP request detected as truncated: \(reason)")
    }

    /// The calls of the API, read from method and path.
    private enum Call {
        case next, initError, ping, unknown
        case response(id: String)
        case error(id: String)
        case notServed(api: String)

        init(_ request: HTTPRequest) {
            let path = request.path
            let runtime = "/2018-06-01/runtime/"
            if path.hasPrefix(runtime) {
                let rest = path.dropFirst(runtime.count).split(separator: "/")
                switch (request.method, rest.count) {
                case ("GET", 2) where rest[0] == "invocation" && rest[1] == "next": self = .next
                case ("POST", 3) where rest[0] == "invocation" && rest[2] == "response":
                    self = .response(id: String(rest[1]))
                case ("POST", 3) where rest[0] == "invocation" && rest[2] == "error":
                    self = .error(id: String(rest[1]))
                case ("POST", 2) where rest[0] == "init" && rest[1] == "error": self = .initError
                default: self = .unknown
                }
            } else if path == "/2018-06-01/ping" {
                self = .ping
            } else if path.hasPrefix("/2020-01-01/extension") {
                self = .notServed(api: "Extensions")
            } else if path.hasPrefix("/2022-07-01/telemetry") {
                self = .notServed(api: "Telemetry")
            } else if path.hasPrefix("/2020-08-15/logs") {
                self = .notServed(api: "Logs")
            } else {
                self = .unknown
            }
        }
    }

    /// Streaming answers are not mapped yet: the runtime is told, instead of the client getting a
    /// prelude as its body.
    private func refusalOfMode(_ request: HTTPRequest) -> HTTPResponse? {
        guard let mode = request.header("Lambda-Runtime-Function-Response-Mode") else { return nil }
        return mode == "streaming"
            ? Self.error(
                400,
                "InvalidFunctionResponseMode",
                "Invalid function response mode: streaming is not served here yet"
            )
            : Self.error(
                400,
                "InvalidFunctionResponseMode",
                "Invalid function response mode"
            )
    }

    /// The error's own bytes; where a runtime sent none, a document made of the type header.
    private func errorDocument(_ request: HTTPRequest) -> [UInt8] {
        guard request.body.isEmpty else { return request.body }
        var json = JSONWriter()
        json.beginObject()
        json.key("errorType")
        json.string(request.header("Lambda-Runtime-Function-Error-Type") ?? "Runtime.Unknown")
        json.key("errorMessage")
        json.string("")
        json.endObject()
        return json.bytes
    }

    // MARK: Answers

    private static let json = HTTPField("Content-Type", "application/json")

    static let accepted = HTTPResponse(
        status: 202,
        headers: [json],
        body: Array("{\"status\":\"OK\"}\n".utf8)
    )

    static func error(_ status: Int, _ type: String, _ message: String) -> HTTPResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("errorMessage")
        writer.string(message)
        writer.key("errorType")
        writer.string(type)
        writer.endObject()
        return HTTPResponse(status: status, headers: [json], body: writer.bytes + [0x0A])
    }

    /// An event, with the headers that every runtime client needs. `Content-Type` must be exactly
    /// `application/json`: the Python client reads anything else as bytes.
    static func nextResponse(_ invocation: Invocation, deadline: Timestamp) -> HTTPResponse {
        var headers = [
            json,
            HTTPField("Lambda-Runtime-Aws-Request-Id", invocation.requestID),
            HTTPField("Lambda-Runtime-Deadline-Ms", String(deadline.microseconds / 1000)),
            HTTPField("Lambda-Runtime-Invoked-Function-Arn", invocation.invokedARN),
        ]
        if !invocation.traceHeader.isEmpty {
            headers.append(HTTPField("Lambda-Runtime-Trace-Id", invocation.traceHeader))
        }
        if let context = invocation.clientContext {
            headers.append(HTTPField("Lambda-Runtime-Client-Context", context))
        }
        return HTTPResponse(status: 200, headers: headers, body: invocation.event)
    }
}
