import Flows

/// The names inside an HTTP message as the log keeps it (``MessageHead``): `method`, `headers.NAME`,
/// `query.NAME`, `body.PATH`.
///
/// Header names are the same in any letter case; several fields or parameters of one name are joined
/// with commas, as in the HTTP API's event of format 2.0.
public struct MessageFields: Sendable {
    private let head: MessageHead
    private let body: [UInt8]

    /// Reads a content `request` or `response`; nil when it is damaged.
    public init?(message: [UInt8]) {
        guard let (head, body) = try? MessageHead.split(message) else { return nil }
        self.head = head
        self.body = Array(body)
    }

    static let requestMembers: [QuerySchema.Field] = [
        .init("method", .string, "the method, as sent"),
        .init("target", .string, "path and query, raw"),
        .init("path", .string, "the path, raw"),
        .init("query", .structure, "the parameters: query.NAME"),
        .init("headers", .structure, "the headers, in any letter case: headers.NAME"),
        .init("protocol", .string, "HTTP/1.1"),
        .init("client", .string, "the client's address and port"),
        .init("body", .any, "the body; of JSON also its members: body.PATH"),
    ]

    static let responseMembers: [QuerySchema.Field] = [
        .init("status", .number, "the status code"),
        .init("headers", .structure, "the headers, in any letter case: headers.NAME"),
        .init("body", .any, "the body; of JSON also its members: body.PATH"),
    ]

    /// The value at a path such as `["headers", "host"]`; of the empty path, the whole message.
    public func value(of path: [String]) -> QueryValue {
        guard let member = path.first else { return .structure(json) }
        let rest = Array(path.dropFirst())
        switch member {
        case "method": return scalar(QueryValue(head.method), rest)
        case "target": return scalar(QueryValue(head.target), rest)
        case "path": return scalar(QueryValue(head.path), rest)
        case "protocol": return scalar(QueryValue(head.protocolName), rest)
        case "client": return scalar(QueryValue(head.client), rest)
        case "status": return scalar(QueryValue(head.status.map { Double($0) }), rest)
        case "headers": return value(among: head.headers, rest, ignoresCase: true)
        case "query": return value(among: parameters, rest, ignoresCase: false)
        case "body":
            guard !body.isEmpty else { return .null }
            if rest.isEmpty { return .string(String(decoding: body, as: UTF8.self)) }
            return DocumentPath(rest).value(in: body)
        default: return .null
        }
    }

    /// The names right inside a path.
    public func children(of path: [String]) -> [String] {
        guard let member = path.first else {
            let members = head.status == nil ? Self.requestMembers : Self.responseMembers
            return members.map(\.name).filter { value(of: [$0]) != .null }
        }
        switch member {
        case "headers" where path.count == 1:
            return distinct(head.headers.map { $0.name.lowercased() })
        case "query" where path.count == 1: return distinct(parameters.map(\.name))
        case "body": return DocumentPath(Array(path.dropFirst())).children(in: body)
        default: return []
        }
    }

    private func scalar(_ value: QueryValue, _ rest: [String]) -> QueryValue {
        rest.isEmpty ? value : .null
    }

    private func value(
        among pairs: [(name: String, value: String)],
        _ path: [String],
        ignoresCase: Bool
    ) -> QueryValue {
        guard !path.isEmpty else { return .structure(json(of: pairs, ignoresCase: ignoresCase)) }
        // Names may have dots.
        let name = path.joined(separator: ".")
        let wanted = ignoresCase ? name.lowercased() : name
        let values = pairs.filter { (ignoresCase ? $0.name.lowercased() : $0.name) == wanted }
        return values.isEmpty ? .null : .string(values.map(\.value).joined(separator: ","))
    }

    private func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// The parameters of the target, decoded, in order.
    private var parameters: [(name: String, value: String)] {
        guard let target = head.target, let question = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: question)...].split(separator: "&").map { pair in
            let equals = pair.firstIndex(of: "=")
            let value = equals.map { pair[pair.index(after: $0)...] } ?? ""
            return (
                percentDecoded(pair[..<(equals ?? pair.endIndex)], plusIsSpace: true),
                percentDecoded(value, plusIsSpace: true)
            )
        }
    }

    // MARK: JSON

    private func json(of pairs: [(name: String, value: String)], ignoresCase: Bool) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for name in distinct(pairs.map { ignoresCase ? $0.name.lowercased() : $0.name }) {
            writer.key(name)
            writer.string(value(among: pairs, [name], ignoresCase: ignoresCase).text ?? "")
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The whole message; a body that is JSON stands in it as such.
    private var json: String {
        var writer = JSONWriter(reservingCapacity: 512 + body.count)
        writer.beginObject()
        for name in children(of: []) {
            writer.key(name)
            if name == "body" {
                if (try? checkJSON(body)) != nil {
                    writer.raw(body)
                } else {
                    writer.string(utf8: body)
                }
            } else {
                writer.raw(value(of: [name]).json.utf8)
            }
        }
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
