import HTTPServer

/// The headers that go out: cookies first, then the function's fields as the kind of API passes them.
///
/// - Throws: ``ProxyResponseError`` for a name or value that would break the message, such as a line
///   break in a value.
func responseFields(
    cookies: [String],
    merged: [HTTPField],
    kind: APIConfiguration.Kind
) throws(ProxyResponseError) -> [HTTPField] {
    var fields: [HTTPField] = []
    fields.reserveCapacity(cookies.count + merged.count + 4)
    for field in cookies.map({ HTTPField("set-cookie", $0) }) + merged {
        guard isFieldName(field.name) else {
            throw ProxyResponseError(
                "a header's name has a character that HTTP does not allow",
                hint: "use letters, digits and '-' in header names",
                kind: kind
            )
        }
        guard isFieldValue(field.value) else {
            throw ProxyResponseError(
                "a header's value has a line break or another control character",
                hint: "return header values on one line",
                kind: kind
            )
        }
        if let name = passedName(of: field.name, kind: kind) {
            fields.append(HTTPField(name, field.value))
        }
    }
    return fields
}

/// The name under which a function's header reaches the client; nil when it does not.
///
/// The server frames the message, so that nothing of the function's may say how long it is or what
/// becomes of the connection.
private func passedName(of name: String, kind: APIConfiguration.Kind) -> String? {
    let lowercase = name.lowercased()
    switch kind {
    case .rest:
        if let canonical = remappedNames[lowercase] { return "x-amzn-Remapped-\(canonical)" }
        return hopByHopHeaders.contains(lowercase) ? nil : name
    case .http:
        // The server writes the only Date and Content-Length.
        let isDropped =
            hopByHopHeaders.contains(lowercase) || lowercase == "content-length"
            || lowercase == "date"
        return isDropped ? nil : lowercase
    }
}

/// What REST APIs rename on the way back. `WWW-Authenticate` is in the documented list for other
/// integrations only, and renamed for Lambda proxies in practice.
private let remappedNames = [
    "connection": "Connection", "content-length": "Content-Length", "date": "Date",
    "server": "Server", "www-authenticate": "WWW-Authenticate",
]

/// Whether the text is a token: RFC 9110, section 5.6.2.
func isFieldName(_ name: String) -> Bool {
    !name.isEmpty
        && name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#"),
                UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"),
                UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"),
                UInt8(ascii: "~"):
                true
            default: false
            }
        }
}

/// Whether the text has no control character but the tab: RFC 9110, section 5.5.
func isFieldValue(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
}
