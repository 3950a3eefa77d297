import Flows

/// Why a flow may have failed, as far as the log has evidence for it. Each cause is a sentence without
/// its full stop that names the evidence; without evidence there is none.
struct LikelyCause {
    private let facts: FlowFacts
    private let surroundings: Surroundings
    private let attempt: Attempt?
    private let document: ErrorDocument?

    /// How many names of an object are listed.
    private static let nameLimit = 8
    /// How much of a value or log line is quoted.
    private static let quoteLimit = 60

    init(_ facts: FlowFacts, _ surroundings: Surroundings) {
        self.facts = facts
        self.surroundings = surroundings
        attempt = facts.flow.lastAttempt
        document = facts.lastAttemptIndex.flatMap { facts.result(ofAttempt: $0) }
            .flatMap { ErrorDocument($0) }
    }

    var sentences: [String] {
        guard facts.flow.outcome != nil || facts.flow.lastAttempt?.outcome != nil else { return [] }
        if let intervention { return [intervention] }
        return [
            missingRoute, missingFunction, missingKey, unreadableBody, missingModule,
            missingHandler, badResult, timeout, endedProcess, ownStatus, memory, gatewayLimit,
            clientLoss,
        ].compactMap { $0 }
    }

    // MARK: On purpose

    /// What was done to a flow is why it failed, and nothing else is to be looked for.
    private var intervention: String? {
        let flow = facts.flow
        if flow.killedAfter != nil { return "an operator ended it" }
        guard let note = flow.injection, flow.outcome?.isFailure == true || flow.abandoned != nil,
            // A delay alone breaks nothing that answers in time.
            note.injection != .latency || flow.lastAttempt?.aborted?.cause == .gatewayLimit
        else { return nil }
        let what = note.injection?.rawValue ?? "a fault"
        return
            "\(note.operatorName ?? "an operator") injected it: \(what) (\(note.breakpoint ?? "inject"))"
    }

    // MARK: Refusals

    private var missingRoute: String? {
        guard facts.flow.rejected?.cause == .noRoute, let path = facts.flow.path else { return nil }
        let method = facts.flow.sent?.method ?? ""
        let routes = surroundings.routes.compactMap { Route($0) }
        let others = routes.filter { $0.matches(path) && $0.method != method }
        if !others.isEmpty {
            let list = others.map(\.text).joined(separator: ", ")
            return "\(path) has a route for another method: \(list)"
        }
        let ranked = routes.map { (route: $0, distance: $0.distance(to: path)) }
            .filter { $0.distance <= max(1, path.utf8.count / 3) }
            .sorted { ($0.distance, $0.route.text) < ($1.distance, $1.route.text) }
        guard !ranked.isEmpty else {
            guard !surroundings.routes.isEmpty else { return nil }
            let list = surroundings.routes.prefix(Self.nameLimit).joined(separator: ", ")
            return "\(path) is like none of the routes that were used lately: \(list)"
        }
        let list = ranked.prefix(3).map(\.route.text).joined(separator: ", ")
        return "\(path) is not quite a route that was used lately: \(list)"
    }

    private var missingFunction: String? {
        guard facts.flow.rejected?.cause == .noFunction else { return nil }
        let name = facts.functionName
        guard !surroundings.functions.isEmpty else { return nil }
        let list = surroundings.functions.prefix(Self.nameLimit).joined(separator: ", ")
        return "\(name) is none of the functions that ran lately: \(list)"
            + (nearest(to: name, among: surroundings.functions).map { "; meant is perhaps \($0)" }
                ?? "")
    }

    // MARK: Errors of the function

    /// `KeyError: 'sku'`, and neither the body nor the event has it.
    private var missingKey: String? {
        guard document?.type == "KeyError" || attempt?.errorType == "KeyError",
            let message = document?.message, let key = unquoted(message)
        else { return nil }
        if document?.frames.contains(where: {
            contains($0, "<frozen os>") || contains($0, "/os.py")
        })
            ?? false
        {
            return "the function's environment has no variable \"\(key)\" (Environment in the "
                + "template)"
        }
        guard let event, case .object(let members) = event else { return nil }
        // The line that raised it may say that the event itself was asked.
        let asksEvent = document?.frames.contains {
            contains($0, "event['\(key)']") || contains($0, "event[\"\(key)\"]")
        }
        if asksEvent ?? false || !isProxied { return lacks("the event", key, members) }
        guard case .json(.object(let inBody)) = body, event[key] == nil else { return nil }
        return lacks("event.body", key, inBody)
    }

    private func lacks(_ place: String, _ key: String, _ members: [JSONValue.Member]) -> String? {
        guard !members.contains(where: { $0.name == key }) else { return nil }
        let names = members.map(\.name)
        let rest = names.count - Self.nameLimit
        let list = names.prefix(Self.nameLimit).joined(separator: ", ")
        let held =
            names.isEmpty
            ? "it is empty" : "it holds: \(list)\(rest > 0 ? " and \(rest) more" : "")"
        return "\(place) has no \"\(key)\" (\(held))"
    }

    /// The function read its body as JSON, and it is none.
    private var unreadableBody: String? {
        guard let document, attempt?.executed?.isError == true, event != nil else { return nil }
        guard Self.isAboutReadingJSON(type: document.type, message: document.message ?? "") else {
            return nil
        }
        switch body {
        case .absent:
            return isProxied ? "event.body is null: the request had no body" : nil
        case .base64:
            return "event.body is base64 (event.isBase64Encoded is true), which the function must "
                + "decode first"
        case .text(let text): return "event.body is no JSON: it begins with \(quote(text))"
        case .json: return nil
        }
    }

    /// What the JSON readers of Python and Node say; errors of writing JSON are not meant.
    private static func isAboutReadingJSON(type: String?, message: String) -> Bool {
        if type == "JSONDecodeError" { return true }
        guard type == "SyntaxError" || type == "TypeError" || type == "ValueError" else {
            return false
        }
        return ["valid JSON", "in JSON", "JSON input", "the JSON object must be"].contains {
            contains(message, $0)
        }
    }

    /// Whether the event is one of a gateway, with a body as text.
    private var isProxied: Bool { attempt.map { $0.triggered.format != .payload } ?? false }

    private var missingModule: String? {
        guard let message = document?.message else { return nil }
        let marks = ["No module named ", "Cannot find module ", "Cannot find package "]
        for mark in marks {
            guard let start = range(of: mark, in: message)?.upperBound,
                let name = unquoted(message[start...])
            else { continue }
            return "the module \(name) is neither in the code of \(facts.functionName) nor "
                + "installed for its runtime"
        }
        return nil
    }

    private var missingHandler: String? {
        guard attempt?.errorType == "Runtime.HandlerNotFound" else { return nil }
        return "the Handler of \(facts.functionName) in the template names something that its code "
            + "does not have"
    }

    /// The member of the result that the gateway could not use, as the function gave it.
    private var badResult: String? {
        guard let reason = facts.flow.undecodable?.reason, let index = facts.lastAttemptIndex,
            let bytes = facts.result(ofAttempt: index)
        else { return nil }
        guard let result = JSONValue(bytes) else {
            return "the result begins with \(quote(String(decoding: bytes, as: UTF8.self)))"
        }
        guard case .object(let members) = result else {
            return "the result is \(quote(String(decoding: bytes, as: UTF8.self)))"
        }
        if let named = members.last(where: { Self.names($0.name, in: reason) }) {
            let shown = maskedJSON(named.value.bytes, indent: nil) ?? []
            let value = isMasked(named.name) ? maskedValue : String(decoding: shown, as: UTF8.self)
            return "result.\(named.name) is \(cut(value))"
        }
        let names = members.prefix(Self.nameLimit).map(\.name).joined(separator: ", ")
        return members.isEmpty ? "the result is {}" : "the result holds: \(names)"
    }

    /// Whether the gateway's reason is about the member: it says its name, or what it consists of.
    private static func names(_ member: String, in reason: String) -> Bool {
        let words = reason.split { !$0.isLetter && !$0.isNumber }
        if member == "isBase64Encoded", words.contains("body") { return false }
        return words.contains {
            $0 == member || (member == "headers" && $0 == "header")
                || (member == "cookies" && $0 == "cookie")
        }
    }

    private var ownStatus: String? {
        // Without an attempt or its result, who answered is not known.
        guard facts.flow.cause == "status", let status = facts.flow.returned?.status,
            attempt != nil || facts.flow.sent?.mapped != nil
        else { return nil }
        return "the function returned statusCode \(status) without raising an error"
            + lastLine(before: nil)
    }

    // MARK: Failed invocations

    private var timeout: String? {
        guard let attempt, let aborted = attempt.aborted else { return nil }
        if aborted.cause == .initFailure, aborted.errorType == "Sandbox.Timedout" {
            let time = aborted.initMicroseconds.map {
                " after \(durationText(microseconds: Int64($0)))"
            }
            return "its initialisation was not done\(time ?? "")" + lastLine(before: nil)
        }
        guard aborted.cause == .timeout, let limit = timeLimit(of: attempt) else { return nil }
        return "\(facts.functionName) needs more than its "
            + "\(plainDurationText(microseconds: limit)) for this event"
            + lastLine(before: attempt.endedAt)
    }

    private var gatewayLimit: String? {
        guard let aborted = attempt?.aborted, aborted.cause == .gatewayLimit else { return nil }
        let limit = aborted.durationMicroseconds.map {
            plainDurationText(microseconds: Int64($0))
        }
        guard let late = facts.flow.lateResult?.durationMicroseconds else { return nil }
        return "\(facts.functionName) took \(durationText(microseconds: Int64(late))), the gateway "
            + "waits \(limit ?? "less")"
    }

    /// Why a process ends by itself it says, if at all, in its last line.
    private var endedProcess: String? {
        guard let aborted = attempt?.aborted,
            aborted.cause == .exit || aborted.cause == .signal
                || aborted.errorType == "Runtime.ExitError",
            let last = facts.logLines.last(where: { $0.source == .function })
        else { return nil }
        return "the last that \(facts.functionName) wrote was \(quote(last.text))"
    }

    private var memory: String? {
        let used = attempt?.executed?.memoryUsedMB ?? attempt?.aborted?.memoryUsedMB
        let size = attempt?.executed?.memorySizeMB ?? attempt?.aborted?.memorySizeMB
        guard let used, let size, used >= size, facts.flow.outcome?.isFailure == true else {
            return nil
        }
        return "\(facts.functionName) had used \(used) MB, and its MemorySize is \(size) MB"
    }

    private var clientLoss: String? {
        guard let abandoned = facts.flow.abandoned, let after = abandoned.afterMicroseconds,
            let time = attempt?.durationMicroseconds
        else { return nil }
        return "the client waited no longer than \(durationText(microseconds: Int64(after))); the "
            + "function took \(durationText(microseconds: Int64(time)))"
    }

    /// `; the last it wrote, 1.2 s before, was "calling stock"`.
    private func lastLine(before end: Timestamp?) -> String {
        let lines = facts.logLines.filter { $0.source == .function }
        guard let last = lines.last else { return end == nil ? "" : "; it wrote no log line" }
        guard let end else { return "; the last it wrote was \(quote(last.text))" }
        let time = durationText(microseconds: max(0, end.microseconds(since: last.time)))
        return "; the last it wrote, \(time) before that, was \(quote(last.text))"
    }

    // MARK: The event

    private enum Body {
        case absent
        case json(JSONValue)
        case base64
        case text(String)
    }

    private var event: JSONValue? { facts.content(.event).flatMap { JSONValue($0) } }

    private var body: Body {
        guard let text = event?["body"]?.text, !text.isEmpty else { return .absent }
        let isBase64 = event?["isBase64Encoded"] == .boolean(true)
        let bytes = isBase64 ? decodeBase64(text.utf8) ?? [] : Array(text.utf8)
        if isBase64 { return .base64 }
        return JSONValue(bytes).map { .json($0) } ?? .text(text)
    }

    // MARK: Words

    /// The text between the first pair of quotes, when the words begin with one.
    private func unquoted(_ words: some StringProtocol) -> String? {
        guard let quote = words.first, quote == "'" || quote == "\"" else { return nil }
        let rest = words.dropFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        return String(rest[..<end])
    }

    /// The beginning of a text; values under masked names in a form are left out.
    private func quote(_ text: String) -> String { "\"\(cut(maskedForm(text)))\"" }

    private func cut(_ text: String) -> String {
        let line = text.prefix { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }
        return line.count > Self.quoteLimit ? line.prefix(Self.quoteLimit) + "…" : String(line)
    }
}

/// `POST /orders/{id}` as far as it can be compared with a path.
private struct Route {
    let text: String
    let method: String
    let segments: [Substring]

    init?(_ text: String) {
        guard let blank = text.firstIndex(of: " ") else { return nil }
        self.text = text
        method = String(text[..<blank])
        segments = text[text.index(after: blank)...].split(separator: "/")
    }

    func matches(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        for (index, segment) in segments.enumerated() {
            if segment.hasSuffix("+}") { return index < parts.count }
            guard index < parts.count, segment.hasPrefix("{") || segment == parts[index] else {
                return false
            }
        }
        return parts.count == segments.count
    }

    /// Letters in which the path differs from one that the route takes.
    func distance(to path: String) -> Int {
        let parts = path.split(separator: "/")
        let filled = segments.enumerated().map { index, segment in
            segment.hasPrefix("{") && index < parts.count ? parts[index] : segment
        }
        return editDistance(Array(path.utf8), Array(("/" + filled.joined(separator: "/")).utf8))
    }
}
