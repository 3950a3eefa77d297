import Flows
import HTTPServer

/// Changes an HTTP message by name: `method target path query status headers.NAME body…`.
struct MessageEditor {
    private var method = ""
    private var target = ""
    private var status = 0
    private var headers: [HTTPField]
    private var body: [UInt8]
    private let isRequest: Bool

    init(_ request: HTTPRequest) {
        isRequest = true
        (method, target) = (request.method, request.target)
        (headers, body) = (request.headers, request.body)
    }

    init(_ response: HTTPResponse) {
        isRequest = false
        (status, headers, body) = (response.status, response.headers, response.body)
    }

    func request(_ original: HTTPRequest) -> HTTPRequest {
        var request = original
        (request.method, request.target) = (method, target)
        (request.headers, request.body) = (headers, body)
        request.headBytes = headers.reduce(method.utf8.count + target.utf8.count + 14) {
            $0 + $1.name.utf8.count + $1.value.utf8.count + 4
        }
        return request
    }

    var response: HTTPResponse { HTTPResponse(status: status, headers: headers, body: body) }

    /// Sets what `path` names, or takes it away when `value` is nil.
    mutating func set(
        _ path: [String],
        to value: String?,
        name: String
    ) throws(HoldingError) -> Edit<Void> {
        switch (path.first, path.count) {
        case ("headers", 2):
            return try setHeader(path[1], to: value, name: name)
        case ("body", _): return try setBody(Array(path.dropFirst()), to: value, name: name)
        case ("status", 1) where !isRequest:
            guard let number = value.flatMap({ Int($0) }), 200...599 ~= number else {
                throw HoldingError(.invalid, "a status is a number from 200 to 599")
            }
            defer { status = number }
            return Edit(Array(String(status).utf8), Array(String(number).utf8))
        case ("method", 1) where isRequest:
            guard let value = value.map(plainText), !value.isEmpty,
                value.allSatisfy({ $0.isASCII && $0.isLetter })
            else {
                throw HoldingError(.invalid, "a method is letters, such as PUT")
            }
            defer { method = value }
            return Edit(json(method), json(value))
        case ("target", 1) where isRequest, ("path", 1) where isRequest,
            ("query", 1) where isRequest:
            return try setTarget(path[0], to: value.map(plainText) ?? "")
        default:
            let names =
                isRequest
                ? "method, target, path, query, headers.NAME, body" : "status, headers.NAME, body"
            throw HoldingError(
                .invalid,
                "\(name) cannot be edited",
                hint: "\(isRequest ? "request" : "response") has \(names)"
            )
        }
    }

    private mutating func setTarget(
        _ part: String,
        to value: String
    ) throws(HoldingError) -> Edit<Void> {
        guard value.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw HoldingError(.invalid, "write spaces in a target as %20")
        }
        let mark = target.firstIndex(of: "?") ?? target.endIndex
        let (path, query) = (String(target[..<mark]), String(target[mark...].dropFirst()))
        let before: String
        let changed: String
        switch part {
        case "path": (before, changed) = (path, value + target[mark...])
        case "query": (before, changed) = (query, value.isEmpty ? path : "\(path)?\(value)")
        default: (before, changed) = (target, value)
        }
        guard changed.hasPrefix("/") else {
            throw HoldingError(.invalid, "a path begins with /")
        }
        target = changed
        return Edit(json(before), json(value))
    }

    private mutating func setHeader(
        _ header: String,
        to value: String?,
        name: String
    ) throws(HoldingError) -> Edit<Void> {
        try Self.checkHeader(header, value)
        guard !ConnectionField.isOne(header) else { throw ConnectionField.refusal(header) }
        let values = headers.filter { equalIgnoringASCIICase($0.name, header) }.map(\.value)
        let before = values.isEmpty ? nil : values.joined(separator: ", ")
        let index = headers.firstIndex { equalIgnoringASCIICase($0.name, header) }
        guard value != nil || index != nil else {
            throw HoldingError(.invalid, "there is no header \(header)")
        }
        let spelling = index.map { headers[$0].name } ?? header
        headers.removeAll { equalIgnoringASCIICase($0.name, header) }
        if let value {
            headers.insert(
                HTTPField(spelling, value),
                at: min(index ?? headers.count, headers.count)
            )
        }
        return Edit(before.map(json), value.map(json))
    }

    /// Checks a header's name and value.
    static func checkHeader(_ name: String, _ value: String?) throws(HoldingError) {
        let isToken = name.utf8.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && !"()<>@,;:\\\"/[]?={}".utf8.contains($0)
        }
        guard isToken, !name.isEmpty else {
            throw HoldingError(.invalid, "'\(name)' is no header's name")
        }
        guard value?.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) ?? true else {
            throw HoldingError(.invalid, "a header is one line without control characters")
        }
    }

    private mutating func setBody(
        _ path: [String],
        to value: String?,
        name: String
    ) throws(HoldingError) -> Edit<Void> {
        defer { setLength() }
        guard !path.isEmpty else {
            let old = String(decoding: body, as: UTF8.self)
            let before = body.isEmpty ? nil : json(old)
            body = Array((value ?? "").utf8)
            return Edit(before, value.map(json))
        }
        guard (try? checkJSON(body)) != nil else {
            throw HoldingError(
                .invalid,
                body.isEmpty ? "there is no body" : "the body is no JSON",
                hint:
                    "set it as a whole, as in: edit \(isRequest ? "request" : "response").body='…'"
            )
        }
        let after = try value.map { text throws(HoldingError) in
            try jsonValue(typed: text, as: name)
        }
        let edit = try settingJSON(path, to: after, in: body, name: name)
        body = edit.document
        return edit.of(())
    }

    /// Puts other headers and another body in the place of all that is there, and makes the length
    /// right.
    mutating func replace(_ headers: [HTTPField], _ body: [UInt8]) throws(HoldingError) {
        try ConnectionField.check(headers, against: self.headers)
        let hadLength = self.headers.first(named: "content-length") != nil
        self.headers = headers
        self.body = body
        let lengths = headers.filter { equalIgnoringASCIICase($0.name, "content-length") }
        // A response has none of its own, and of two in a request neither can be believed.
        if !isRequest || lengths.count > 1 { self.headers.removeAll(named: "content-length") }
        if !body.isEmpty || hadLength || !lengths.isEmpty { setLength() }
    }

    /// A request tells its length; of a response the server does.
    private mutating func setLength() {
        guard isRequest else { return }
        if let index = headers.firstIndex(where: {
            equalIgnoringASCIICase($0.name, "content-length")
        }) {
            headers[index].value = String(body.count)
        } else if headers.first(named: "transfer-encoding") == nil {
            headers.append(HTTPField("content-length", String(body.count)))
        }
    }

    /// A word of the request line, which may also be written as a JSON string.
    private func plainText(_ value: String) -> String {
        guard value.hasPrefix("\"") else { return value }
        return JSONValue(Array(value.utf8))?.text ?? value
    }

    private func json(_ text: String) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: text.utf8.count + 2)
        json.string(text)
        return json.bytes
    }
}

extension Edit<Void> {
    fileprivate init(_ before: [UInt8]?, _ after: [UInt8]?) {
        self.init(document: (), before: before, after: after)
    }
}
