import Flows

/// A flow with its events and what can be read from their contents: the ground of every screen
/// about one flow.
struct FlowFacts {
    let flow: Flow
    let events: [RecordedEvent]

    init(flow: Flow, events: [RecordedEvent]) {
        self.flow = flow
        self.events = events
    }

    /// The flow as it was at one of its stops: the fold of the events up to there. Nil at the start.
    func state(at stop: FlowStop) -> FlowFacts? {
        let prefix = Array(events.prefix(stop.eventCount))
        guard let flow = try? Flow(events: prefix) else { return nil }
        return FlowFacts(flow: flow, events: prefix)
    }

    /// The bytes of a content, from the last event that has it.
    func content(_ name: ContentName) -> [UInt8]? {
        events.last { $0.content(name) != nil }?.content(name)
    }

    var request: (head: MessageHead, body: ArraySlice<UInt8>)? {
        content(.request).flatMap { try? MessageHead.split($0) }
    }

    var response: (head: MessageHead, body: ArraySlice<UInt8>)? {
        content(.response).flatMap { try? MessageHead.split($0) }
    }

    /// What a refusal says beyond its cause; nil when it says no more.
    var refusalDetail: String? {
        guard let rejected = flow.rejected, rejected.detail != rejectWords(rejected.cause) else {
            return nil
        }
        return rejected.detail
    }

    /// The host of the other service that a replay went to; nil when it stayed here.
    var elsewhere: String? {
        guard flow.kind == .replay, let target = events.first?.content(.text) else { return nil }
        let text = String(decoding: target, as: UTF8.self)
        return text.firstRange(of: "://").map { scheme in
            String(text[scheme.upperBound...].prefix { $0 != "/" })
        }
    }

    /// `POST /orders`, `Invoke orders`.
    var title: String {
        switch flow.kind {
        case .direct: "Invoke \(functionName)"
        case .asynchronous: "Invoke \(functionName) (Event)"
        case .imported: importedTitle
        case .door, .replay: "\(flow.sent?.method ?? "?") \(flow.path ?? "(erased)")"
        }
    }

    /// What is known of an imported request: `POST /orders`, `POST (unknown path)`, `Invoke orders`.
    private var importedTitle: String {
        guard let method = flow.sent?.method else { return "Invoke \(functionName)" }
        if flow.isErased { return "\(method) (erased)" }
        return flow.path.map { "\(method) \($0)" } ?? flow.origin?.route
            ?? "\(method) (unknown path)"
    }

    /// What the source of an imported flow says of a failure whose document it does not have.
    private var quotedMessage: String? { flow.kind == .imported ? flow.errorMessage : nil }

    /// The id that the function saw; nil when an imported record does not tell it.
    var lambdaRequestID: String? {
        flow.kind == .imported
            ? flow.origin?.requestID : flow.id.lambdaRequestID(kind: flow.kind)
    }

    /// The function's name; before it is known, the one the path asks for.
    var functionName: String {
        if let name = flow.lastAttempt?.triggered.function { return name }
        let parts = (flow.path ?? "").split(separator: "/")
        guard let index = parts.firstIndex(of: "functions"), index + 1 < parts.count else {
            return flow.kind == .imported ? "an \(unknownWord) function" : "a function"
        }
        return String(parts[index + 1])
    }

    var isInvoke: Bool { flow.kind == .direct || flow.kind == .asynchronous }

    /// Whether the gap of a step that is not there is the source's, not the flow's.
    var hasGaps: Bool { flow.kind == .imported }

    /// What stands between client and function.
    var gateway: String {
        if hasGaps, flow.sent == nil { return "Trigger" }
        return isInvoke ? "Invoke API" : "API Gateway"
    }

    /// How the failed attempt is said in a cell: `KeyError: 'sku' (app.py:41)`, `Timed out after 3 s`.
    func failureWords(of attempt: Attempt, errorDocument: [UInt8]?) -> String? {
        if let executed = attempt.executed, executed.isError {
            return errorWords(type: executed.errorType, errorDocument)
        }
        return attempt.aborted.flatMap { failureWords($0, errorDocument: errorDocument) }
    }

    /// What the recorded invocation had failed with whose end a replay maps again; nil when it had
    /// not.
    var mappedFailure: String? {
        switch flow.sent?.mapped {
        case .error(let type): errorWords(type: type, content(.result))
        case .aborted(let cause, let type):
            failureWords(Aborted(cause, errorType: type), errorDocument: content(.result))
        case .result, nil: nil
        }
    }

    private func errorWords(type: String?, _ errorDocument: [UInt8]?) -> String {
        let document = errorDocument.flatMap { ErrorDocument($0) }
        let words = Shell.errorWords(
            type: type ?? document?.type,
            message: document?.message ?? quotedMessage
        )
        return words + (document?.location.map { " (\($0))" } ?? "")
    }

    private func failureWords(_ aborted: Aborted, errorDocument: [UInt8]?) -> String? {
        let document = errorDocument.flatMap { ErrorDocument($0) }
        let span = aborted.durationMicroseconds.map {
            " after \(plainDurationText(microseconds: Int64($0)))"
        }
        switch aborted.cause {
        case .timeout: return "Timed out\(span ?? "")"
        case .initFailure:
            let error = Shell.errorWords(
                type: aborted.errorType ?? document?.type,
                message: document?.message
            )
            return "Init failed: \(error)" + (document?.location.map { " (\($0))" } ?? "")
        case .exit: return "Process exited" + (aborted.exitStatus.map { " (status \($0))" } ?? "")
        case .signal:
            return "Process killed" + (aborted.signal.map { " (\(signalName($0)))" } ?? "")
        case .gatewayLimit:
            // Its limit counts from the request on.
            let limit = flow.lastAttempt?.endedAt.map {
                " after \(plainDurationText(microseconds: $0.microseconds(since: flow.sentAt)))"
            }
            return "No answer when the gateway gave up\(limit ?? "")"
        case .shutdown: return "Service was stopped"
        case .throttled: return "Throttled: no environment free"
        case .killed: return "Killed by an operator"
        case .responded: return "Answered by an operator"
        case .unreachable:
            return aborted.errorType.map { "Target refused: \($0)" } ?? "Target out of reach"
        case .unanswered: return "Target gave no answer"
        case .tooLarge: return "Result larger than 6 MiB"
        case .recording: return "Log could not take the event"
        case .unspecified:
            let message = flow.errorMessage.map { ": \($0)" } ?? ""
            return "Failed, the source does not tell how\(message)"
        }
    }

    /// The events from the start of an attempt to the start of the next.
    func events(ofAttempt index: Int) -> ArraySlice<RecordedEvent> {
        let start = flow.attempts[index].position
        let end = index + 1 < flow.attempts.count ? flow.attempts[index + 1].position : .max
        let first = events.firstIndex { $0.position >= start } ?? events.endIndex
        let last = events[first...].firstIndex { $0.position >= end } ?? events.endIndex
        return events[first..<last]
    }

    /// The function's answer or error document of one attempt.
    func result(ofAttempt index: Int) -> [UInt8]? {
        for event in events(ofAttempt: index) {
            switch event.event {
            case .executed, .aborted: return event.content(.result)
            default: continue
            }
        }
        return nil
    }

    var lastAttemptIndex: Int? { flow.attempts.lastIndex { !$0.triggered.isAuthorizer } }

    /// What went wrong in the attempt that answered, in words.
    var failure: String? {
        guard let index = lastAttemptIndex else { return mappedFailure }
        return failureWords(of: flow.attempts[index], errorDocument: result(ofAttempt: index))
    }

    /// Time after `sent`, for the column `at`.
    func offset(of time: Timestamp) -> String {
        offsetText(microseconds: time.microseconds(since: flow.sentAt))
    }
}

/// What stands for a thing that the source of an imported flow does not tell.
let unknownWord = "unknown"

/// A size that may not be known.
func sizeText(known bytes: Int?) -> String { bytes.map { sizeText($0) } ?? "\(unknownWord) size" }

/// The time that an attempt had, in microseconds, to a tenth of a second; nil when it was not started.
func timeLimit(of attempt: Attempt) -> Int64? {
    guard let started = attempt.started, let at = attempt.startedAt else { return nil }
    return (started.deadline.microseconds(since: at) + 50_000) / 100_000 * 100_000
}

/// `+0.0ms`, `+0.6ms`, `+1.21s`
func offsetText(microseconds: Int64) -> String {
    if abs(microseconds) < 100_000 {
        let sign = microseconds < 0 ? "-" : "+"
        return sign + decimal(abs(microseconds), scale: 1000, decimals: 1) + "ms"
    }
    let text = durationText(microseconds: microseconds)
    let compact =
        text.contains("m ") || text.contains("h ") ? text : String(text.filter { $0 != " " })
    return (microseconds < 0 ? "" : "+") + compact
}

func signalName(_ number: Int) -> String {
    let names: [Int: String] = [
        1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS",
        8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
    ]
    return names[number] ?? "signal \(number)"
}

/// The error document of a function, as far as screens show it.
struct ErrorDocument: Equatable {
    var type: String?
    var message: String?
    /// `app.py:41`: where in the function's own code it was raised.
    var location: String?
    /// The function that this line is in: `create`.
    var routine: String?
    /// The frames as the runtime wrote them.
    private(set) var frames: [String] = []

    /// Reads `errorType`, `errorMessage` and `stackTrace` (Python, Ruby, Java) or `trace` (Node);
    /// nil when the bytes are no such document.
    init?(_ document: [UInt8]) {
        var scanner = JSONScanner(document)
        do {
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                switch (key, try scanner.peek()) {
                case ("errorType", .string): type = try scanner.readString()
                case ("errorMessage", .string): message = try scanner.readString()
                case ("stackTrace", .array), ("trace", .array), ("stack", .array):
                    try scanner.beginArray()
                    while try scanner.nextElement() {
                        if try scanner.peek() == .string {
                            frames.append(try scanner.readString())
                        } else {
                            try scanner.skipValue()
                        }
                    }
                default: try scanner.skipValue()
                }
            }
        } catch {
            return nil
        }
        let own = ownFrame(frames)
        location = own?.place
        routine = own.flatMap { routineName(inFrame: $0.frame) }
    }
}

/// Python lists the outermost frame first, Node the innermost. The frame wanted is the innermost
/// one that is neither the runtime's nor a library's.
private func ownFrame(_ frames: [String]) -> (frame: String, place: String)? {
    let isPython = frames.contains { $0.contains("File \"") }
    let ordered = isPython ? frames.reversed() : frames
    let places = ordered.compactMap { frame in
        place(inFrame: frame).map { (frame: frame, place: $0) }
    }
    let foreign = [
        "/site-packages/", "/node_modules/", "node:", "<frozen", "/usr/lib/", "/lib/python",
        "/var/runtime/", "/dist-packages/",
    ]
    let own = places.first { entry in !foreign.contains { contains(entry.frame, $0) } }
    return own ?? places.first
}

/// `create` of `File "/var/task/app.py", line 41, in create` or of `at create (/var/task/index.mjs:12:9)`.
private func routineName(inFrame frame: String) -> String? {
    if let start = range(of: ", in ", in: frame)?.upperBound {
        let name = frame[start...].prefix { !$0.isWhitespace }
        return name.isEmpty || name.hasPrefix("<") ? nil : String(name)
    }
    guard let start = range(of: "at ", in: frame)?.upperBound,
        let open = range(of: " (", in: frame[start...])?.lowerBound
    else { return nil }
    return String(frame[start..<open])
}

/// `app.py:41` of `File "/var/task/app.py", line 41, in create` or `at f (/var/task/index.mjs:12:9)`.
private func place(inFrame frame: String) -> String? {
    if let start = range(of: "File \"", in: frame)?.upperBound {
        let rest = frame[start...]
        guard let quote = rest.firstIndex(of: "\""),
            let line = range(of: "line ", in: rest[quote...])
        else { return nil }
        let number = rest[line.upperBound...].prefix { $0.isNumber }
        return "\(baseName(rest[..<quote])):\(number)"
    }
    var words = frame[...]
    if let open = frame.lastIndex(of: "("), let close = frame.lastIndex(of: ")"), open < close {
        words = frame[frame.index(after: open)..<close]
    } else if let blank = frame.lastIndex(of: " ") {
        words = frame[frame.index(after: blank)...]
    }
    let parts = words.split(separator: ":")
    guard let index = parts.firstIndex(where: { Int($0) != nil }), index > 0 else { return nil }
    return "\(baseName(parts[index - 1])):\(parts[index])"
}

private func baseName(_ path: Substring) -> Substring {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
}

func contains(_ text: String, _ part: String) -> Bool { range(of: part, in: text) != nil }

func range<Text: StringProtocol>(
    of part: String,
    in text: Text
) -> Range<String.Index>? where Text.Index == String.Index {
    var start = text.startIndex
    while start < text.endIndex {
        if text[start...].hasPrefix(part) {
            return start..<text.index(start, offsetBy: part.count)
        }
        start = text.index(after: start)
    }
    return nil
}
