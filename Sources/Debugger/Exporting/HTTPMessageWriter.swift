import Flows

/// Request and response as HTTP/1.1 messages. The fields that belong to the connection and not to the
/// record, `Date` of the response, are not there; `Content-Length` of the response is set from its body.
struct HTTPMessageWriter: FlowWriter {
    private var count = 0

    mutating func write(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> [UInt8] {
        guard let (head, body) = flow.request, let method = head.method, let target = head.target
        else { throw .noRequest(flow) }
        defer { count += 1 }
        let version = head.protocolName == "HTTP/1.0" ? "HTTP/1.0" : "HTTP/1.1"
        let line = "\(method) \(disclosure.target(target)) \(version)"
        var text = count > 0 ? Array("\r\n".utf8) : []
        text += message(line, head, body, addsLength: false, disclosure)
        if let (head, body) = flow.response, let status = head.status {
            text += Array("\r\n".utf8)
            text += message(
                "HTTP/1.1 \(status) \(reasonPhrase(status))",
                head,
                body,
                addsLength: status != 204 && status != 304,
                disclosure
            )
        }
        return text
    }

    private func message(
        _ line: String,
        _ head: MessageHead,
        _ body: [UInt8],
        addsLength: Bool,
        _ disclosure: Disclosure
    ) -> [UInt8] {
        let shown = disclosure.body(body, type: head.header("content-type"))
        let hasChanged = shown.count != body.count
        var text = line + "\r\n"
        for (name, value) in head.headers {
            let isLength = name.lowercased() == "content-length"
            let value = isLength && hasChanged ? String(shown.count) : value
            text += "\(name): \(disclosure.header(name, value))\r\n"
        }
        if addsLength, head.header("content-length") == nil {
            text += "Content-Length: \(shown.count)\r\n"
        }
        return Array("\(text)\r\n".utf8) + shown
    }
}
