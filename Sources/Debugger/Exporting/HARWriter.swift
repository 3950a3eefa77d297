import Flows

/// HTTP Archive 1.2: one entry a flow.
///
/// `wait` is from the whole request to the response's first byte, `receive` from there to its last;
/// what a front door cannot see (`dns`, `connect`) is -1, as the format has it. A flow that was never
/// answered has status 0, as browsers write it.
/// - SeeAlso: [HAR 1.2](http://www.softwareishard.com/blog/har-12-spec/)
struct HARWriter: FlowWriter {
    private var count = 0

    mutating func opening() -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("name")
        json.string("Waybill")
        json.key("version")
        json.string(waybillVersion)
        json.endObject()
        let creator = String(decoding: json.bytes, as: UTF8.self)
        return Array("{\"log\":{\"version\":\"1.2\",\"creator\":\(creator),\"entries\":[".utf8)
    }

    mutating func closing() -> [UInt8] { Array("\n]}}\n".utf8) }

    mutating func write(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> [UInt8] {
        guard let (head, body) = flow.request, head.method != nil, head.target != nil else {
            throw .noRequest(flow)
        }
        var json = JSONWriter(reservingCapacity: 2048 + body.count)
        let timings = HARTimings(flow.flow)
        json.beginObject()
        json.key("startedDateTime")
        json.string(flow.flow.sentAt.rfc3339(decimals: 6))
        json.key("time")
        json.milliseconds(timings.wait + timings.receive)
        json.key("request")
        writeRequest(head, body, of: flow, disclosure, to: &json)
        json.key("response")
        writeResponse(of: flow, disclosure, to: &json)
        json.key("cache")
        json.beginObject()
        json.endObject()
        json.key("timings")
        timings.write(to: &json)
        writeOwnFields(of: flow, to: &json)
        json.endObject()
        defer { count += 1 }
        return Array((count > 0 ? ",\n" : "\n").utf8) + json.bytes
    }

    private func writeRequest(
        _ head: MessageHead,
        _ body: [UInt8],
        of flow: RecordedFlow,
        _ disclosure: Disclosure,
        to json: inout JSONWriter
    ) {
        let target = head.target ?? "/"
        json.beginObject()
        json.key("method")
        json.string(head.method ?? "")
        json.key("url")
        json.string(flow.url(of: head, target: disclosure.target(target)).url)
        json.key("httpVersion")
        json.string(head.protocolName ?? "HTTP/1.1")
        json.key("cookies")
        json.beginArray()
        for header in head.headers where header.name.lowercased() == "cookie" {
            for cookie in header.value.split(separator: ";") {
                let parts = cookie.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                json.pair(
                    String(parts.first ?? ""),
                    disclosure.header("cookie", parts.count > 1 ? String(parts[1]) : "")
                )
            }
        }
        json.endArray()
        json.headers(head, disclosure)
        json.key("queryString")
        json.beginArray()
        for (name, value) in queryPairs(of: target) {
            json.pair(name, disclosure.parameter(name, value))
        }
        json.endArray()
        if !body.isEmpty { writePostData(head, body, disclosure, to: &json) }
        json.key("headersSize")
        json.integer(flow.flow.sent?.headBytes ?? -1)
        json.key("bodySize")
        // -1: not known, as the format has it.
        json.integer(flow.untoldParts.contains("body") ? -1 : body.count)
        json.endObject()
    }

    private func writePostData(
        _ head: MessageHead,
        _ body: [UInt8],
        _ disclosure: Disclosure,
        to json: inout JSONWriter
    ) {
        let type = head.header("content-type")
        let shown = disclosure.body(body, type: type)
        json.key("postData")
        json.beginObject()
        json.key("mimeType")
        json.string(type ?? "application/octet-stream")
        json.content(shown)
        json.endObject()
    }

    private func writeResponse(
        of flow: RecordedFlow,
        _ disclosure: Disclosure,
        to json: inout JSONWriter
    ) {
        let response = flow.response
        let head = response?.head ?? MessageHead(headers: [])
        let body = response?.body ?? []
        let status = flow.flow.returned?.status ?? 0
        let type = head.header("content-type")
        json.beginObject()
        json.key("status")
        json.integer(status)
        json.key("statusText")
        json.string(reasonPhrase(status))
        json.key("httpVersion")
        json.string(flow.flow.sent?.protocolName ?? "HTTP/1.1")
        json.key("cookies")
        json.beginArray()
        for header in head.headers where header.name.lowercased() == "set-cookie" {
            let pair = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            json.pair(
                String(pair.first ?? ""),
                disclosure.header("set-cookie", pair.count > 1 ? String(pair[1]) : "")
            )
        }
        json.endArray()
        json.headers(head, disclosure)
        json.key("content")
        json.beginObject()
        json.key("size")
        json.integer(response == nil ? flow.flow.returned?.bodyBytes ?? 0 : body.count)
        json.key("mimeType")
        json.string(type ?? "x-unknown")
        if response != nil { json.content(disclosure.body(body, type: type)) }
        json.endObject()
        json.key("redirectURL")
        json.string(head.header("location") ?? "")
        json.key("headersSize")
        json.integer(flow.flow.returned?.headBytes ?? -1)
        json.key("bodySize")
        json.integer(flow.flow.returned?.bodyBytes ?? -1)
        json.endObject()
    }

    /// Fields of our own begin with an underscore, as the format asks for.
    private func writeOwnFields(of flow: RecordedFlow, to json: inout JSONWriter) {
        json.key("_flow")
        json.string(flow.flow.id.description)
        if !flow.flow.isStartKnown {
            // `startedDateTime` must be there; it is when the flow was imported.
            json.key("_timeUnknown")
            json.boolean(true)
        }
        for (name, value) in [
            ("_function", flow.flow.lastAttempt?.triggered.function),
            ("_outcome", flow.flow.outcome?.rawValue), ("_errorType", flow.flow.errorType),
            ("_traceId", flow.flow.sent?.traceID),
        ] {
            guard let value else { continue }
            json.key(name)
            json.string(value)
        }
    }
}

/// How long the client waited and received, in microseconds.
private struct HARTimings {
    let wait: Int64
    let receive: Int64

    init(_ flow: Flow) {
        if let displayed = flow.displayed {
            let first = Int64(displayed.firstByteMicroseconds)
            wait = max(0, first)
            receive = max(0, Int64(displayed.lastByteMicroseconds) - first)
        } else {
            let end = flow.stepTimes[.returned]?.microseconds(since: flow.sentAt)
            wait = max(0, end ?? flow.durationMicroseconds ?? 0)
            receive = 0
        }
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        for name in ["blocked", "dns", "connect", "ssl"] {
            json.key(name)
            json.integer(-1)
        }
        json.key("send")
        json.integer(0)
        json.key("wait")
        json.milliseconds(wait)
        json.key("receive")
        json.milliseconds(receive)
        json.endObject()
    }
}

/// Names and values of a target's query, decoded.
func queryPairs(of target: String) -> [(name: String, value: String)] {
    guard let mark = target.firstIndex(of: "?") else { return [] }
    return target[target.index(after: mark)...].split(separator: "&").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (
            percentDecoded(parts[0], plusIsSpace: true),
            parts.count > 1 ? percentDecoded(parts[1], plusIsSpace: true) : ""
        )
    }
}

extension JSONWriter {
    /// `{"name":…,"value":…}`
    fileprivate mutating func pair(_ name: String, _ value: String) {
        beginObject()
        key("name")
        string(name)
        key("value")
        string(value)
        endObject()
    }

    fileprivate mutating func headers(_ head: MessageHead, _ disclosure: Disclosure) {
        key("headers")
        beginArray()
        for (name, value) in head.headers { pair(name, disclosure.header(name, value)) }
        endArray()
    }

    /// `text`, and `encoding` where the bytes are no text.
    fileprivate mutating func content(_ body: [UInt8]) {
        key("text")
        if body.withUnsafeBufferPointer({ isValidUTF8($0) }) {
            string(utf8: body)
        } else {
            string(base64: body)
            key("encoding")
            string("base64")
        }
    }

    /// Microseconds as milliseconds with their fraction.
    mutating func milliseconds(_ microseconds: Int64) {
        let whole = microseconds / 1000
        let rest = microseconds % 1000
        raw((rest == 0 ? "\(whole)" : "\(whole).\(threeDigits(rest))").utf8)
    }

    private func threeDigits(_ number: Int64) -> String {
        let text = String(number)
        return String(repeating: "0", count: 3 - text.count) + text
    }
}
