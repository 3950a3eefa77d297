import Flows
import Queries

/// Compares two values member by member and keeps what differs and what was left out.
struct ValueComparer {
    private let options: FlowComparison.Options
    /// Which sides come from a source that may not tell every field of a message.
    private let untoldSides: (left: Bool, right: Bool)
    private(set) var differences: [FlowComparison.Difference] = []
    private(set) var ignored: [String] = []

    init(
        _ options: FlowComparison.Options,
        untoldSides: (left: Bool, right: Bool) = (false, false)
    ) {
        self.options = options
        self.untoldSides = untoldSides
    }

    mutating func compare(_ left: ComparedValue?, _ right: ComparedValue?, at path: [String]) {
        guard left != right, !isIgnored(path), !isUntold(left, right, at: path) else { return }
        if case .json(let left) = left, case .json(let right) = right {
            compareValues(left, right, at: path)
        } else {
            add(path, left, right)
        }
    }

    // MARK: JSON

    private mutating func compare(_ left: JSONValue?, _ right: JSONValue?, at path: [String]) {
        compare(left.map { .json($0) }, right.map { .json($0) }, at: path)
    }

    private mutating func compareValues(_ left: JSONValue, _ right: JSONValue, at path: [String]) {
        switch (left, right) {
        case (.object(let a), .object(let b)): compareObjects(left, a, right, b, at: path)
        case (.array(let a), .array(let b)): compareArrays(a, b, at: path)
        case (.string(let a), .string(let b)): compareStrings(a, b, at: path)
        default: add(path, .json(left), .json(right))
        }
    }

    private mutating func compareObjects(
        _ left: JSONValue,
        _ a: [JSONValue.Member],
        _ right: JSONValue,
        _ b: [JSONValue.Member],
        at path: [String]
    ) {
        let names = Set(a.map(\.name))
        // Two things of different kinds are told whole; a list of all their members says less.
        if !a.isEmpty, !b.isEmpty, names.isDisjoint(with: b.map(\.name)) {
            add(path, .json(left), .json(right))
            return
        }
        let isEncoded = isBase64(left) && isBase64(right)
        for name in a.map(\.name) + b.map(\.name).filter({ !names.contains($0) }) {
            let place = path + [name]
            if name == "body", isEncoded, let a = decoded(left[name]), let b = decoded(right[name])
            {
                compare(ComparedValue(a), ComparedValue(b), at: place)
            } else {
                compare(left[name], right[name], at: place)
            }
        }
    }

    private func isBase64(_ value: JSONValue) -> Bool {
        value["isBase64Encoded"] == .boolean(true)
    }

    private func decoded(_ value: JSONValue?) -> [UInt8]? {
        value?.text.flatMap { decodeBase64($0.utf8) }
    }

    /// Elements at both ends that are the same are left out, so that an insertion is one difference;
    /// those between are compared one by one.
    private mutating func compareArrays(_ a: [JSONValue], _ b: [JSONValue], at path: [String]) {
        let start = zip(a, b).prefix { $0 == $1 }.count
        let rest = min(a.count, b.count) - start
        let end = zip(a.reversed(), b.reversed()).prefix(rest).prefix { $0 == $1 }.count
        let (last, otherLast) = (a.count - end, b.count - end)
        for index in start..<max(last, otherLast, start) {
            compare(
                index < last ? a[index] : nil,
                index < otherLast ? b[index] : nil,
                at: path + [String(index)]
            )
        }
    }

    private mutating func compareStrings(_ a: String, _ b: String, at path: [String]) {
        if !options.isStrict, let name = path.last, hasPort(name), withoutPort(a) == withoutPort(b)
        {
            ignore("port of \(name.lowercased())")
            return
        }
        guard let left = container(a), let right = container(b) else {
            add(path, .json(.string(a)), .json(.string(b)))
            return
        }
        compare(left, right, at: path)
    }

    /// The object or array that a string holds.
    private func container(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        return JSONValue(Array(text.utf8))
    }

    // MARK: Log lines

    mutating func compareLines(_ left: ComparedFlow, _ right: ComparedFlow) {
        guard !isIgnored(["log"]) else { return }
        let a = comparableLines(left)
        let b = comparableLines(right)
        if a != left.logLines || b != right.logLines { ignore("times and ids in log lines") }
        let start = zip(a, b).prefix { $0 == $1 }.count
        let rest = min(a.count, b.count) - start
        let end = zip(a.reversed(), b.reversed()).prefix(rest).prefix { $0 == $1 }.count
        let removed = Array(a[start..<(a.count - end)])
        let inserted = Array(b[start..<(b.count - end)])
        var isRemoved = Array(repeating: true, count: removed.count)
        var isInserted = Array(repeating: true, count: inserted.count)
        if removed.count * inserted.count <= Self.lineProductLimit {
            isRemoved = Array(repeating: false, count: removed.count)
            isInserted = Array(repeating: false, count: inserted.count)
            for change in inserted.difference(from: removed) {
                switch change {
                case .remove(let offset, _, _): isRemoved[offset] = true
                case .insert(let offset, _, _): isInserted[offset] = true
                }
            }
        }
        // A line that is replaced by another is one difference.
        var (i, j) = (0, 0)
        while i < removed.count || j < inserted.count {
            let goes = i < removed.count && isRemoved[i]
            let comes = j < inserted.count && isInserted[j]
            if goes || comes {
                add(
                    ["log", String(start + (goes ? i : j) + 1)],
                    goes ? .text(left.logLines[start + i]) : nil,
                    comes ? .text(right.logLines[start + j]) : nil
                )
            }
            if goes || !comes { i += 1 }
            if comes || !goes { j += 1 }
        }
    }

    /// Finding the lines that two logs share takes time with the product of their lengths; beyond this
    /// all lines from the first to the last that differ are told.
    private static let lineProductLimit = 4_000_000

    /// Lines in which the flow's own ids and every time stand for themselves no more.
    private func comparableLines(_ flow: ComparedFlow) -> [String] {
        guard !options.isStrict else { return flow.logLines }
        let ids = [
            flow.flow.id.lambdaRequestID(kind: flow.flow.kind), flow.flow.id.description,
            flow.flow.sent?.traceID,
        ].compactMap { $0 }
        return flow.logLines.map { withoutTimes(replacing(ids, in: $0)) }
    }

    // MARK: Results

    private mutating func add(
        _ path: [String],
        _ left: ComparedValue?,
        _ right: ComparedValue?
    ) {
        differences.append(
            FlowComparison.Difference(path: FieldName(path), left: left, right: right)
        )
    }

    private mutating func ignore(_ name: String) {
        if !ignored.contains(name) { ignored.append(name) }
    }

    /// Whether a value that differs is left out, by its path or its name.
    private mutating func isIgnored(_ path: [String]) -> Bool {
        if options.ignoredPaths.contains(where: { matches($0.parts, path) }) {
            ignore(FieldName(path).text)
            return true
        }
        guard !options.isStrict, let name = path.last?.lowercased(), path.count > 1,
            volatileNames.contains(name) || isConnectionField(path)
        else { return false }
        ignore(path[path.count - 1])
        return true
    }

    /// Whether the source of an imported flow does not tell a field of a message, or names the host that
    /// it was sent to there.
    private mutating func isUntold(
        _ left: ComparedValue?,
        _ right: ComparedValue?,
        at path: [String]
    ) -> Bool {
        guard untoldSides.left || untoldSides.right, path.count == 3, path[1] == "headers" else {
            return false
        }
        let isUntold = left == nil && untoldSides.left || right == nil && untoldSides.right
        guard isUntold || !options.isStrict && path[2] == "host" else { return false }
        ignore(isUntold ? "fields that are not in the source" : "host")
        return true
    }

    /// Parts of a name are compared as they are; header names were made lower case.
    private func matches(_ pattern: [String], _ path: [String]) -> Bool {
        guard pattern.count <= path.count else { return false }
        return zip(pattern, path).allSatisfy { $0 == "*" || $0 == $1 || $0.lowercased() == $1 }
    }
}

/// Whether a field of a message is about the connection that it came over and not about the message. Of
/// an answer through a front door here they are not recorded, of one from elsewhere they are.
private func isConnectionField(_ path: [String]) -> Bool {
    let names = ["connection", "keep-alive", "proxy-connection", "transfer-encoding"]
    return path.count == 3 && path[1] == "headers"
        && (names.contains(path[2]) || path[2] == "content-length")
}

/// Names, in lower case, whose values differ each time by their nature.
private let volatileNames: Set<String> = [
    "requestid", "extendedrequestid", "apigw-requestid", "x-amzn-requestid", "x-amz-apigw-id",
    "x-amzn-trace-id", "traceid", "time", "timeepoch", "requesttime", "requesttimeepoch",
    "timestamp", "date", "deadline", "deadlinems", "x-forwarded-port", "x-waybill-replay-of",
]

/// Names, in lower case, whose values may end in a port that was free just then.
private func hasPort(_ name: String) -> Bool {
    ["host", "domainname", "origin", "referer"].contains(name.lowercased())
}

/// `127.0.0.1` of `127.0.0.1:3000`.
private func withoutPort(_ text: String) -> Substring {
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return text[...] }
    let digits = text.utf8[text.utf8.index(after: colon)...]
    let isPort = !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    return isPort ? text[..<colon] : text[...]
}
