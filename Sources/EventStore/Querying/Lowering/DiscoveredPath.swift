import Flows
import Queries

/// A member of a log line that holds a JSON object: of the first object in the line, so that what a
/// runtime writes before it does not hide it.
///
/// - SeeAlso: [Supported logs and discovered fields](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html)
struct DiscoveredPath {
    private let path: DocumentPath
    private let parent: DocumentPath
    private let key: String

    /// A key that begins with `@` is written with one more.
    init(_ path: [String]) {
        var path = path
        if path[0].hasPrefix("@@") { path[0].removeFirst() }
        self.path = DocumentPath(path)
        parent = DocumentPath(path.dropLast())
        key = path[path.count - 1]
    }

    func value(inLine line: UnsafeBufferPointer<UInt8>) -> QueryValue {
        guard let object = Self.object(inLine: line) else { return .null }
        return path.value(in: object)
    }

    /// Whether the line's object has such a member, be it null.
    func exists(inLine line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let object = Self.object(inLine: line) else { return false }
        return path.value(in: object) != .null
            || parent.children(in: Array(object)).contains(key)
    }

    /// Opening braces that are tried before a line counts as one without an object.
    private static let triesLimit = 4

    /// The first JSON object in the line.
    static func object(inLine line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        var start = line.startIndex
        for _ in 0..<triesLimit {
            guard let brace = line[start...].firstIndex(of: UInt8(ascii: "{")) else { return nil }
            let rest = UnsafeBufferPointer(rebasing: line[brace...])
            var next = 1
            while next < rest.count, rest[next] == 0x20 || rest[next] == 0x09 { next += 1 }
            // What begins like an object is read as one; only its members are looked at.
            if next < rest.count,
                rest[next] == UInt8(ascii: "\"") || rest[next] == UInt8(ascii: "}")
            {
                return rest
            }
            start = brace + 1
        }
        return nil
    }
}
