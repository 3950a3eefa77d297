import Flows

// One flat JSON object a line, read and written by the same fields as the data of events.

extension HoldNotice {
    /// As the stream of `GET /holds/changes` has it.
    var line: [UInt8] {
        var writer = EventFieldWriter()
        switch self {
        case .held(let hold):
            writer.put("type", "held")
            hold.write(to: &writer)
        case .edited(let hold):
            writer.put("type", "edited")
            hold.write(to: &writer)
        case .resumed(let hold, let reason, let action):
            writer.put("type", "resumed")
            writer.put("reason", reason)
            writer.put("action", action)
            hold.write(to: &writer)
        case .ended(let id, let reason):
            writer.put("type", "ended")
            writer.put("id", id)
            writer.put("reason", reason)
        case .injecting(let injection, let lifetime):
            writer.put("type", "injecting")
            writer.put("lifetimeMicros", Int(lifetime))
            injection.write(to: &writer)
        case .injected(let injection, let reason):
            writer.put("type", "injected")
            writer.put("reason", reason)
            injection.write(to: &writer)
        }
        return writer.finish() + [0x0A]
    }

    /// Reads a line of the stream; nil for one of another kind.
    public init?(line: String) {
        guard let fields = try? EventFields(json: Array(line.utf8)) else { return nil }
        switch fields.string("type") {
        case "held":
            guard let hold = HoldRecord(fields) else { return nil }
            self = .held(hold)
        case "edited":
            guard let hold = HoldRecord(fields) else { return nil }
            self = .edited(hold)
        case "resumed":
            guard let hold = HoldRecord(fields),
                let reason = fields.string("reason").flatMap({ HoldEnd(rawValue: $0) }),
                let action = fields.string("action").flatMap({ HoldAction(rawValue: $0) })
            else { return nil }
            self = .resumed(hold, reason: reason, action: action)
        case "ended":
            guard let id = fields.string("id"), let reason = fields.string("reason") else {
                return nil
            }
            self = .ended(id: id, reason: reason)
        case "injecting":
            guard let injection = InjectionRecord(fields) else { return nil }
            self = .injecting(injection, lifetime: fields.integer("lifetimeMicros") ?? 0)
        case "injected":
            guard let injection = InjectionRecord(fields), let reason = fields.string("reason")
            else { return nil }
            self = .injected(injection, reason: reason)
        default: return nil
        }
    }
}

extension HoldRecord {
    func write(to writer: inout EventFieldWriter) {
        writer.put("flow", flow.description)
        writer.put("shortId", flow.shortID.description)
        writer.put("kind", kind)
        writer.put("replayOf", replayOf?.description)
        writer.put("method", method)
        writer.put("path", path)
        writer.put("function", function)
        writer.put("step", step.rawValue)
        writer.put("point", point)
        writer.put("breakpoint", breakpoint)
        writer.put("document", document)
        writer.put("since", Int(since.microseconds))
        writer.put("until", Int(until.microseconds))
        writer.put("limitMs", limitMilliseconds)
        writer.put("status", status)
        writer.put("problem", problem)
        if isEdited { writer.put("edited", true) }
        if isClientGone { writer.put("clientGone", true) }
        writer.put("editRefusal", editRefusal)
        writer.put("respondRefusal", respondRefusal)
        writer.put("session", session)
    }

    var line: [UInt8] {
        var writer = EventFieldWriter()
        write(to: &writer)
        return writer.finish() + [0x0A]
    }

    init?(_ fields: EventFields) {
        guard let flow = fields.string("flow").flatMap({ FlowID(uuidText: $0) }),
            let step = fields.integer("step").flatMap({ FlowStep(rawValue: Int($0)) }),
            let since = fields.integer("since"), let until = fields.integer("until")
        else { return nil }
        self.init(
            flow: flow,
            kind: fields.string("kind") ?? "",
            replayOf: fields.string("replayOf").flatMap { FlowID(uuidText: $0) },
            method: fields.string("method") ?? "",
            path: fields.string("path") ?? "",
            function: fields.string("function"),
            step: step,
            point: fields.string("point") ?? "",
            breakpoint: fields.string("breakpoint") ?? "",
            document: fields.string("document") ?? "",
            since: Timestamp(microseconds: since),
            until: Timestamp(microseconds: until),
            limitMilliseconds: fields.integer("limitMs").map { Int($0) },
            status: fields.integer("status").map { Int($0) },
            problem: fields.string("problem"),
            isEdited: fields.boolean("edited") ?? false,
            isClientGone: fields.boolean("clientGone") ?? false,
            editRefusal: fields.string("editRefusal"),
            respondRefusal: fields.string("respondRefusal"),
            session: fields.string("session")
        )
    }
}

extension BreakpointRecord {
    var line: [UInt8] {
        var writer = EventFieldWriter()
        writer.put("id", id)
        writer.put("point", point)
        writer.put("condition", condition)
        writer.put("count", count)
        writer.put("hits", hits)
        if passed > 0 { writer.put("passed", passed) }
        if !isEnabled { writer.put("enabled", false) }
        writer.put("expiresAt", Int(expiresAt.microseconds))
        writer.put("holdMicros", Int(holdMicroseconds))
        writer.put("operator", operatorName)
        writer.put("session", session)
        return writer.finish() + [0x0A]
    }

    init?(_ fields: EventFields) {
        guard let id = fields.string("id"), let point = fields.string("point"),
            let expiry = fields.integer("expiresAt")
        else { return nil }
        self.init(
            id: id,
            point: point,
            condition: fields.string("condition"),
            count: fields.integer("count").map { Int($0) },
            hits: Int(fields.integer("hits") ?? 0),
            passed: Int(fields.integer("passed") ?? 0),
            isEnabled: fields.boolean("enabled") ?? true,
            expiresAt: Timestamp(microseconds: expiry),
            holdMicroseconds: fields.integer("holdMicros") ?? 0,
            operatorName: fields.string("operator") ?? "",
            session: fields.string("session")
        )
    }
}

extension BreakpointRequest {
    var body: [UInt8] {
        var writer = EventFieldWriter()
        writer.put("point", point.words)
        writer.put("condition", condition)
        writer.put("count", count)
        writer.put("lifetimeMicros", Int(lifetimeMicroseconds))
        writer.put("holdMicros", Int(holdMicroseconds))
        writer.put("session", session)
        return writer.finish()
    }

    init(_ fields: EventFields) throws(HoldingError) {
        self.init(try HoldPoint(words: fields.string("point") ?? ""))
        condition = fields.string("condition")
        count = fields.integer("count").map { Int($0) }
        lifetimeMicroseconds =
            try boundedSpan(fields.integer("lifetimeMicros")) ?? Breakpoints.defaultLifetime
        holdMicroseconds =
            try boundedSpan(fields.integer("holdMicros")) ?? Breakpoints.defaultHold
        session = fields.string("session")
        guard count.map({ $0 >= 1 }) ?? true else {
            throw HoldingError(.invalid, "a breakpoint stops at least 1 flow")
        }
    }
}

extension InjectionRecord {
    var line: [UInt8] {
        var writer = EventFieldWriter()
        write(to: &writer)
        return writer.finish() + [0x0A]
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("id", id)
        writer.put("kind", kind)
        writer.put("point", point)
        writer.put("condition", condition)
        writer.put("delayMs", delayMilliseconds)
        writer.put("rate", rate)
        writer.put("hits", hits)
        writer.put("expiresAt", Int(expiresAt.microseconds))
        writer.put("operator", operatorName)
        writer.put("session", session)
    }

    init?(_ fields: EventFields) {
        guard let id = fields.string("id"), let expiry = fields.integer("expiresAt"),
            let kind = fields.string("kind").flatMap({ InjectionKind(rawValue: $0) })
        else { return nil }
        self.init(
            id: id,
            kind: kind,
            point: fields.string("point") ?? "",
            condition: fields.string("condition"),
            delayMilliseconds: fields.integer("delayMs").map { Int($0) },
            rate: Int(fields.integer("rate") ?? 10_000),
            hits: Int(fields.integer("hits") ?? 0),
            expiresAt: Timestamp(microseconds: expiry),
            operatorName: fields.string("operator") ?? "",
            session: fields.string("session")
        )
    }
}

extension InjectionRequest {
    var body: [UInt8] {
        var writer = EventFieldWriter()
        writer.put("kind", kind)
        writer.put("point", point?.words)
        writer.put("condition", condition)
        writer.put("delayMs", delayMilliseconds)
        writer.put("rate", rate)
        writer.put("lifetimeMicros", Int(lifetimeMicroseconds))
        writer.put("session", session)
        return writer.finish()
    }

    init(_ fields: EventFields) throws(HoldingError) {
        guard let kind = fields.string("kind").flatMap({ InjectionKind(rawValue: $0) }) else {
            let kinds = InjectionKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw HoldingError(.invalid, "nothing of that kind can be injected", hint: kinds)
        }
        self.init(kind)
        point = try fields.string("point").map { words throws(HoldingError) in
            try HoldPoint(words: words)
        }
        condition = fields.string("condition")
        delayMilliseconds = fields.integer("delayMs").map { Int($0) }
        rate = Int(fields.integer("rate") ?? 10_000)
        session = fields.string("session")
        lifetimeMicroseconds =
            try boundedSpan(fields.integer("lifetimeMicros")) ?? Breakpoints.defaultLifetime
        guard 1...10_000 ~= rate else {
            throw HoldingError(.invalid, "a rate is 0.01 % to 100 %")
        }
        if kind == .latency {
            guard let delayMilliseconds,
                1...Breakpoints.longestDelayMilliseconds ~= delayMilliseconds
            else {
                throw HoldingError(
                    .invalid,
                    "a latency is 1 to \(Breakpoints.longestDelayMilliseconds) milliseconds"
                )
            }
        }
    }
}

private func boundedSpan(_ microseconds: Int64?) throws(HoldingError) -> Int64? {
    guard let microseconds else { return nil }
    guard 1...Breakpoints.longest ~= microseconds else {
        throw HoldingError(.invalid, "a time here is at least 1 ms and at most a day")
    }
    return microseconds
}
