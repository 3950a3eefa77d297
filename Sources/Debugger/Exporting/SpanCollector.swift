import Flows
import HTTPServer
import NIOCore

/// An OpenTelemetry collector that takes OTLP/JSON over HTTP/1.1, with or without TLS.
///
/// Blocking, one request at a time.
/// - SeeAlso: [OTLP/HTTP](https://opentelemetry.io/docs/specs/otlp/#otlphttp)
public struct SpanCollector: Sendable {
    private let client: HTTPClient
    private let target: String
    private let headers: [HTTPField]

    /// How long an answer may take.
    static let timeoutSeconds: Int64 = 10

    /// The URL as it may be shown and recorded: without user and password.
    public let shownURL: String

    /// - `text`: `https://HOST:PORT` or with a path; without one, `/v1/traces`.
    /// - `trustFile`: the PEM file of `SSL_CERT_FILE`; nil: TLS trusts the system's certificates.
    /// - Throws: when it is no such URL, or the trusted certificates cannot be read.
    public init(url text: String, trustFile: String? = nil) throws(ExportError) {
        guard let url = HTTPURL(text), let endpoint = url.endpoint else {
            throw ExportError("'\(text)' is no URL", hint: "as in: http://127.0.0.1:4318")
        }
        shownURL = "\(url.scheme)://\(url.authority)\(url.target)"
        do throws(HTTPClientError) {
            client = try HTTPClient(endpoint, trust: TLSTrust(file: trustFile))
        } catch {
            throw ExportError(error.description, hint: error.hint ?? "")
        }
        target = url.target == "/" ? "/v1/traces" : url.target
        var headers = [
            HTTPField("Host", endpoint.authority),
            HTTPField("User-Agent", "waybill/\(waybillVersion)"),
            HTTPField("Content-Type", "application/json"),
        ]
        if let user = url.userInfo {
            let text = base64Text(Array(percentDecoded(user).utf8))
            headers.append(HTTPField("Authorization", "Basic \(text)"))
        }
        self.headers = headers
    }

    /// What the collector did with one request.
    public struct Receipt: Equatable, Sendable {
        /// Spans that it did not take, as it says.
        public var rejectedSpans = 0
        public var message: String?
    }

    /// Sends one request of spans.
    public func send(_ spans: [UInt8]) throws(ExportError) -> Receipt {
        let request = HTTPRequest(method: "POST", target: target, headers: headers, body: spans)
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try client.sendAndWait(request, within: .seconds(Self.timeoutSeconds))
        } catch {
            throw failure(error.description, hint: error.hint)
        }
        guard response.status == 200 else {
            let text = String(decoding: response.body.prefix(300), as: UTF8.self)
            throw failure("it answered \(response.status) \(oneLine(text))")
        }
        return receipt(response.body)
    }

    private func receipt(_ body: [UInt8]) -> Receipt {
        guard let partial = try? JSONNode(body)["partialSuccess"] else { return Receipt() }
        return Receipt(
            rejectedSpans: partial["rejectedSpans"]?.integer ?? 0,
            message: partial["errorMessage"]?.string
        )
    }

    private func failure(_ reason: String, hint: String? = nil) -> ExportError {
        ExportError(
            "the collector does not take the spans: \(reason)",
            hint: hint ?? "is it up, and does it take OTLP/HTTP there?"
        )
    }
}
