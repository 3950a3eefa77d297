import Flows
import Queries

/// Compares two flows part by part.
struct PartComparer {
    private let left: ComparedFlow
    private let right: ComparedFlow
    private let options: FlowComparison.Options
    private(set) var parts: [FlowComparison.Part] = []
    private(set) var ignored: [String] = []

    init(_ left: ComparedFlow, _ right: ComparedFlow, _ options: FlowComparison.Options) {
        self.left = left
        self.right = right
        self.options = options
    }

    mutating func run() {
        compareStates()
        compare(
            "status",
            left.flow.returned.map { .number(String($0.status)) },
            right.flow.returned.map { .number(String($0.status)) }
        )
        compare("error", left.error, right.error)
        // The event has all that the request had; without one on either side the request is told.
        if left.content(.event) == nil || right.content(.event) == nil { compareRequests() }
        compareDocuments("event", .event)
        compareDocuments("result", .result)
        compareMessages("response", left.message(.response), right.message(.response))
        compareLogs()
    }

    // MARK: Parts

    /// Another system's record ends where it ends: of it and the other the outcomes are compared.
    private mutating func compareStates() {
        guard left.hasGaps || right.hasGaps else {
            return compare("state", left.flow.state, right.flow.state)
        }
        compare("state", left.flow.outcome?.rawValue, right.flow.outcome?.rawValue)
    }

    /// Whether the source of an imported flow tells nothing of a part that the other side has.
    private func isUntold(_ hasLeft: Bool, _ hasRight: Bool) -> Bool {
        !hasLeft && left.hasGaps || !hasRight && right.hasGaps
    }

    private mutating func addUnknown(_ path: [String]) {
        parts.append(
            FlowComparison.Part(
                path: FieldName(path),
                verdict: .unknown,
                size: nil,
                differences: []
            )
        )
    }

    private mutating func compare(_ name: String, _ left: String?, _ right: String?) {
        compare(name, left.map { JSONValue.string($0) }, right.map { JSONValue.string($0) })
    }

    private mutating func compare(_ name: String, _ left: JSONValue?, _ right: JSONValue?) {
        guard left != nil || right != nil else { return }
        // What is known to have gone well has no error.
        let isKnown = name == "error" && (self.left.flow.outcome ?? self.right.flow.outcome) == .ok
        guard isKnown || !isUntold(left != nil, right != nil) else { return addUnknown([name]) }
        addPart([name], isIdentical: left == right, size: nil) {
            $0.compare(left.map { .json($0) }, right.map { .json($0) }, at: [name])
        }
    }

    private mutating func compareRequests() {
        let (a, b) = (left.message(.request), right.message(.request))
        compareText(["request", "method"], a?.head.method, b?.head.method)
        compareText(["request", "target"], a?.head.target, b?.head.target)
        compareMessages("request", a, b)
    }

    private mutating func compareText(_ path: [String], _ left: String?, _ right: String?) {
        guard left != nil || right != nil else { return }
        guard !isUntold(left != nil, right != nil) else { return addUnknown(path) }
        addPart(path, isIdentical: left == right, size: nil) {
            $0.compare(
                left.map { .json(.string($0)) },
                right.map { .json(.string($0)) },
                at: path
            )
        }
    }

    private mutating func compareDocuments(_ name: String, _ content: ContentName) {
        compareBytes([name], left.content(content), right.content(content))
    }

    private mutating func compareMessages(
        _ name: String,
        _ left: (head: MessageHead, body: [UInt8])?,
        _ right: (head: MessageHead, body: [UInt8])?
    ) {
        guard left != nil || right != nil else { return }
        let headers = [name, "headers"]
        guard !isUntold(left != nil, right != nil) else {
            addUnknown(headers)
            return addUnknown([name, "body"])
        }
        let (a, b) = (left?.head.headers ?? [], right?.head.headers ?? [])
        addPart(headers, isIdentical: a.elementsEqual(b) { $0 == $1 }, size: nil) {
            $0.compare(
                left.map { .json(headerObject($0.head)) },
                right.map { .json(headerObject($0.head)) },
                at: headers
            )
        }
        let isBodyUntold = name == "request" && (self.left.isBodyUntold || self.right.isBodyUntold)
        guard !isBodyUntold else { return addUnknown([name, "body"]) }
        compareBytes([name, "body"], left?.body, right?.body)
    }

    private mutating func compareBytes(_ path: [String], _ left: [UInt8]?, _ right: [UInt8]?) {
        // An empty body is none.
        let left = left.flatMap { $0.isEmpty ? nil : $0 }
        let right = right.flatMap { $0.isEmpty ? nil : $0 }
        guard left != nil || right != nil else { return }
        // A message that is told is told with its body.
        guard path.count > 1 || !isUntold(left != nil, right != nil) else {
            return addUnknown(path)
        }
        addPart(path, isIdentical: left == right, size: left?.count ?? right?.count) {
            $0.compare(left.map { ComparedValue($0) }, right.map { ComparedValue($0) }, at: path)
        }
    }

    private mutating func compareLogs() {
        guard !left.logLines.isEmpty || !right.logLines.isEmpty else { return }
        guard !isUntold(!left.logLines.isEmpty, !right.logLines.isEmpty) else {
            return addUnknown(["log"])
        }
        let (left, right) = (left, right)
        let isIdentical = left.logLines == right.logLines
        addPart(["log"], isIdentical: isIdentical, size: left.logLines.count) {
            $0.compareLines(left, right)
        }
    }

    private mutating func addPart(
        _ path: [String],
        isIdentical: Bool,
        size: Int?,
        _ compare: (inout ValueComparer) -> Void
    ) {
        var comparer = ValueComparer(
            options,
            untoldSides: (left: left.hasGaps, right: right.hasGaps)
        )
        if !isIdentical { compare(&comparer) }
        for name in comparer.ignored where !ignored.contains(name) { ignored.append(name) }
        let verdict: FlowComparison.Verdict =
            isIdentical ? .identical : comparer.differences.isEmpty ? .equivalent : .different
        parts.append(
            FlowComparison.Part(
                path: FieldName(path),
                verdict: verdict,
                size: size,
                differences: comparer.differences
            )
        )
    }
}

/// Names in lower case, since they are the same in any; a repeated one has an array.
private func headerObject(_ head: MessageHead) -> JSONValue {
    var members: [JSONValue.Member] = []
    for header in head.headers {
        let name = header.name.lowercased()
        guard let index = members.firstIndex(where: { $0.name == name }) else {
            members.append(JSONValue.Member(name, .string(header.value)))
            continue
        }
        let value = members[index].value
        let earlier: [JSONValue] = if case .array(let list) = value { list } else { [value] }
        members[index] = JSONValue.Member(name, .array(earlier + [.string(header.value)]))
    }
    return .object(members)
}
