/// The head of an HTTP message as the log keeps it: the first line of the contents `request` and
/// `response`, one JSON object; after the line feed come the body's bytes, untouched.
public struct MessageHead: Equatable, Sendable {
    /// Requests: the method, the raw target as sent, `HTTP/1.1`, the client's address and port.
    public var method: String?
    public var target: String?
    public var protocolName: String?
    public var client: String?
    /// Responses: the status code.
    public var status: Int?
    /// Name and value of every field, in order, in the sender's spelling.
    public var headers: [(name: String, value: String)]

    public init(
        method: String? = nil,
        target: String? = nil,
        protocolName: String? = nil,
        client: String? = nil,
        status: Int? = nil,
        headers: [(name: String, value: String)]
    ) {
        self.method = method
        self.target = target
        self.protocolName = protocolName
        self.client = client
        self.status = status
        self.headers = headers
    }

    public static func == (a: MessageHead, b: MessageHead) -> Bool {
        a.method == b.method && a.target == b.target && a.protocolName == b.protocolName
            && a.client == b.client && a.status == b.status
            && a.headers.elementsEqual(b.headers) { $0.name == $1.name && $0.value == $1.value }
    }

    /// The path of the target, without the query.
    public var path: String? {
        target.map { String($0.prefix { $0 != "?" }) }
    }

    /// The first value of a header, whatever the letter case of its name.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The head as one line and the body after it.
    public func message(body: [UInt8]) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 256 + body.count + headers.count * 48)
        json.beginObject()
        if let client {
            json.key("client")
            json.string(client)
        }
        if let method {
            json.key("method")
            json.string(method)
        }
        if let target {
            json.key("target")
            json.string(target)
        }
        if let protocolName {
            json.key("protocol")
            json.string(protocolName)
        }
        if let status {
            json.key("status")
            json.integer(status)
        }
        json.key("headers")
        json.beginArray()
        for header in headers {
            json.beginArray()
            json.string(header.name)
            json.string(header.value)
            json.endArray()
        }
        json.endArray()
        json.endObject()
        var bytes = json.bytes
        bytes.append(0x0A)
        bytes.append(contentsOf: body)
        return bytes
    }

    /// Splits what ``message(body:)`` made.
    public static func split(
        _ message: [UInt8]
    ) throws(JSONSyntaxError) -> (head: MessageHead, body: ArraySlice<UInt8>) {
        let end = message.firstIndex(of: 0x0A) ?? message.endIndex
        var head = MessageHead(headers: [])
        var scanner = JSONScanner(Array(message[..<end]))
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            switch key {
            case "client": head.client = try scanner.readString()
            case "method": head.method = try scanner.readString()
            case "target": head.target = try scanner.readString()
            case "protocol": head.protocolName = try scanner.readString()
            case "status": head.status = Int(try scanner.readNumberText())
            case "headers":
                try scanner.beginArray()
                while try scanner.nextElement() {
                    try scanner.beginArray()
                    _ = try scanner.nextElement()
                    let name = try scanner.readString()
                    _ = try scanner.nextElement()
                    head.headers.append((name, try scanner.readString()))
                    _ = try scanner.nextElement()
                }
            default: try scanner.skipValue()
            }
        }
        return (head, message[min(end + 1, message.endIndex)...])
    }
}

extension MessageHead {
    /// The path of a stored request, read without reading its headers.
    static func path(ofMessage message: [UInt8]) -> String? {
        var scanner = JSONScanner(message)
        do {
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                if key == "target" { return String(try scanner.readString().prefix { $0 != "?" }) }
                try scanner.skipValue()
            }
        } catch {
            return nil
        }
        return nil
    }
}
