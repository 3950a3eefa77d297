import Flows

/// The body that curl makes of `-F` and `--form-string`: `multipart/form-data`, a part for each.
///
/// - SeeAlso: [curl's manual, -F](https://curl.se/docs/manpage.html#-F),
///   [RFC 7578](https://www.rfc-editor.org/rfc/rfc7578)
struct CurlForm {
    /// One part, without the boundary around it.
    private struct Part {
        var name: [UInt8]
        var content: [UInt8] = []
        var filename: [UInt8]?
        var type: String?
    }

    /// Why a part cannot be read, in our own words.
    struct Problem: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private var parts: [Part] = []

    /// The text between the parts. curl draws another each time, and no command line tells it: this one
    /// is made from the parts, so that the same command gives the same request.
    var boundary: String {
        var hash: UInt64 = 0
        for part in parts {
            hash =
                stableHash(of: hexText(Self.head(of: part)) + hexText(part.content)) ^ (hash << 1)
        }
        while true {
            var digits: [UInt8] = []
            appendHex(of: hash, digits: 16, to: &digits)
            let text = Array(repeating: UInt8(ascii: "-"), count: 24) + digits
            // One that stands in a part would end it too early.
            guard parts.contains(where: { Self.contains($0.content, text) }) else {
                return String(decoding: text, as: UTF8.self)
            }
            hash &+= 1
        }
    }

    func body(boundary: String) -> [UInt8] {
        parts.flatMap { part in
            Array("--\(boundary)\r\n".utf8) + Self.head(of: part) + part.content + Self.crlf
        } + Array("--\(boundary)--\r\n".utf8)
    }

    /// Adds `--form-string NAME=TEXT`, whose text is taken as it is.
    mutating func addText(_ value: [UInt8]) throws(Problem) {
        let (name, content) = try Self.split(value)
        parts.append(Part(name: name, content: Array(content)))
    }

    /// Adds `-F NAME=TEXT`, `NAME=@FILE`, `NAME=<FILE`, each with `;type=…` and `;filename=…`.
    mutating func add(
        _ value: [UInt8],
        loadFile: (String) -> [UInt8]?
    ) throws(Problem) {
        var (name, rest) = try Self.split(value)
        var part = Part(name: name)
        let mark = rest.first
        guard mark != UInt8(ascii: "(") else { throw Problem("parts in parts are not read here") }
        let isUpload = mark == UInt8(ascii: "@")
        let isFile = isUpload || mark == UInt8(ascii: "<")
        if isFile { rest = rest.dropFirst() }
        let word = try Self.word(&rest)
        if isFile {
            let path = String(decoding: word, as: UTF8.self)
            guard !isUpload || !word.contains(UInt8(ascii: ",")) else {
                throw Problem("several files in one part are not read here")
            }
            guard let bytes = loadFile(path) else { throw Problem("cannot read the file \(path)") }
            part.content = bytes
            if isUpload {
                part.filename = word.split(separator: UInt8(ascii: "/")).last.map { Array($0) }
            }
        } else {
            part.content = word
        }
        try Self.readParameters(&rest, of: &part)
        if let filename = part.filename, part.type == nil {
            // By the name that is sent, else by that of the file.
            let type = Self.type(of: filename) ?? Self.type(of: word)
            part.type = type ?? "application/octet-stream"
        }
        parts.append(part)
    }

    private static func contains(_ bytes: [UInt8], _ text: [UInt8]) -> Bool {
        guard bytes.count >= text.count else { return false }
        return (0...(bytes.count - text.count)).contains { bytes[$0...].starts(with: text) }
    }

    // MARK: Reading

    private static func split(
        _ value: [UInt8]
    ) throws(Problem) -> (name: [UInt8], content: ArraySlice<UInt8>) {
        guard let equals = value.firstIndex(of: UInt8(ascii: "=")) else {
            throw Problem("it has no '='")
        }
        return (Array(value[..<equals]), value[(equals + 1)...])
    }

    private static func readParameters(
        _ rest: inout ArraySlice<UInt8>,
        of part: inout Part
    ) throws(Problem) {
        while rest.first == UInt8(ascii: ";") {
            rest = rest.dropFirst()
            let text = String(decoding: rest, as: UTF8.self).drop { $0 == " " || $0 == "\t" }
            let name = text.prefix { $0 != "=" && $0 != ";" }
            rest = Array(text.dropFirst(name.count).utf8)[...]
            guard rest.first == UInt8(ascii: "=") else {
                throw Problem(";\(name) is not read here")
            }
            rest = rest.dropFirst()
            let value = try word(&rest)
            switch name.lowercased() {
            case "type": part.type = String(decoding: value, as: UTF8.self)
            case "filename": part.filename = value
            default: throw Problem(";\(name)= is not read here")
            }
        }
    }

    /// What stands before the next `;`, without blanks around it; in `"…"`, also what has one.
    private static func word(_ rest: inout ArraySlice<UInt8>) throws(Problem) -> [UInt8] {
        let blanks: Set<UInt8> = [0x20, 0x09]
        rest = rest.drop { blanks.contains($0) }
        guard rest.first == UInt8(ascii: "\"") else {
            var word = rest.prefix { $0 != UInt8(ascii: ";") }
            rest = rest.dropFirst(word.count)
            while let last = word.last, blanks.contains(last) { word.removeLast() }
            return Array(word)
        }
        rest = rest.dropFirst()
        var word: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                rest = rest.drop { $0 != UInt8(ascii: ";") }
                return word
            case UInt8(ascii: "\\")
            where rest.first == UInt8(ascii: "\\") || rest.first == UInt8(ascii: "\""):
                word.append(rest.removeFirst())
            default: word.append(byte)
            }
        }
        throw Problem("a '\"' is not closed")
    }

    // MARK: Writing

    private static let crlf: [UInt8] = [0x0D, 0x0A]

    private static func head(of part: Part) -> [UInt8] {
        var head = Array("Content-Disposition: form-data; name=\"".utf8) + escaped(part.name)
        if let filename = part.filename {
            head += Array("\"; filename=\"".utf8) + escaped(filename)
        }
        head += Array("\"\r\n".utf8)
        if let type = part.type { head += Array("Content-Type: \(type)\r\n".utf8) }
        return head + crlf
    }

    /// As browsers and curl from 7.81 on do it.
    private static func escaped(_ text: [UInt8]) -> [UInt8] {
        text.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""): Array("%22".utf8)
            case 0x0D: Array("%0D".utf8)
            case 0x0A: Array("%0A".utf8)
            default: [byte]
            }
        }
    }

    /// The type that curl gives a file by the end of its name.
    private static func type(of filename: [UInt8]) -> String? {
        let name = String(decoding: filename, as: UTF8.self).lowercased()
        let types = [
            (".gif", "image/gif"), (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"),
            (".png", "image/png"), (".svg", "image/svg+xml"), (".txt", "text/plain"),
            (".htm", "text/html"), (".html", "text/html"), (".pdf", "application/pdf"),
            (".xml", "application/xml"),
        ]
        return types.first { name.hasSuffix($0.0) }?.1
    }
}
