import Flows

#if canImport(Glibc)
import Glibc
#endif

/// What a verb may ask about breakpoints, held flows and injections: ``HoldingCalls``.
///
/// Every method throws ``HoldingError`` when the service refuses, and ``ServiceError`` when it cannot
/// be asked.
extension ServiceClient {
    public func breakpoints() throws -> [BreakpointRecord] {
        try records("/breakpoints").compactMap { BreakpointRecord($0) }
    }

    public func set(_ breakpoint: BreakpointRequest) throws -> BreakpointRecord {
        let answer = try ask("POST", "/breakpoints", breakpoint.body)
        return try first(Self.records(answer).compactMap { BreakpointRecord($0) })
    }

    public func setBreakpoint(_ id: String, isEnabled: Bool) throws -> BreakpointRecord {
        let answer = try ask("POST", "/breakpoints/\(id)/\(isEnabled ? "on" : "off")")
        return try first(Self.records(answer).compactMap { BreakpointRecord($0) })
    }

    public func removeBreakpoint(_ id: String) throws {
        _ = try ask("DELETE", "/breakpoints/\(id)")
    }

    public func holds() throws -> [HoldRecord] {
        try records("/holds").compactMap { HoldRecord($0) }
    }

    /// What is held, and then all that happens to held flows, until this is let go of; the breakpoints
    /// and holds of `session` end with it.
    public func watchHolds(session: String?) throws(ServiceError) -> LineStream {
        let query = session.map { "?session=\($0)" } ?? ""
        return try open("GET", "/holds/changes\(query)")
    }

    /// What is in flight, as JSON text.
    public func document(of flow: FlowID) throws -> [UInt8] {
        try ask("GET", "/holds/\(flow)/document")
    }

    /// Puts another document in its place.
    /// - Returns: what is different, and the place of the edit in the log; nil when nothing is.
    public func replaceDocument(
        of flow: FlowID,
        by text: [UInt8]
    ) throws -> (changes: [AppliedChange], position: Int64)? {
        edited(try ask("PUT", "/holds/\(flow)/document", text))
    }

    /// Makes changes by name.
    /// - Returns: those that changed something, and the place of the edit in the log; nil when none
    /// did.
    public func edit(
        _ flow: FlowID,
        _ changes: [DocumentChange]
    ) throws -> (changes: [AppliedChange], position: Int64)? {
        var body: [UInt8] = []
        for change in changes {
            var writer = EventFieldWriter()
            writer.put("path", change.path)
            writer.put("value", change.value)
            body += writer.finish() + [0x0A]
        }
        return edited(try ask("POST", "/holds/\(flow)/edit", body))
    }

    private func edited(_ answer: [UInt8]) -> (changes: [AppliedChange], position: Int64)? {
        let position = Self.position(answer)
        guard position > 0 else { return nil }
        return (answer.split(separator: 0x0A).compactMap { AppliedChange(line: $0) }, position)
    }

    /// Lets a flow go on. To `respond` belong the status and the body of the operator's answer.
    public func resume(
        _ flow: FlowID,
        _ action: HoldAction,
        status: Int? = nil,
        body: String? = nil
    ) throws {
        var writer = EventFieldWriter()
        writer.put("action", action)
        writer.put("status", status)
        writer.put("body", body)
        _ = try ask("POST", "/holds/\(flow)/resume", writer.finish())
    }

    public func injections() throws -> [InjectionRecord] {
        try records("/injections").compactMap { InjectionRecord($0) }
    }

    public func inject(_ injection: InjectionRequest) throws -> InjectionRecord {
        let answer = try ask("POST", "/injections", injection.body)
        return try first(Self.records(answer).compactMap { InjectionRecord($0) })
    }

    public func removeInjection(_ id: String) throws { _ = try ask("DELETE", "/injections/\(id)") }

    /// Announces a call from `client` (`ADDRESS:PORT`) whose flow stops at every hand-off, for
    /// `session`, and gives the lines of its events.
    public func announceStepped(
        client: String,
        session: String
    ) throws(ServiceError) -> LineStream {
        let stream = try open("POST", "/calls?client=\(client)&step=\(session)")
        guard stream.nextLine() != nil else { throw ServiceError.gone }
        return stream
    }

    // MARK: Asking

    private func open(_ method: String, _ target: String) throws(ServiceError) -> LineStream {
        guard let socket = connect() else { throw ServiceError.gone }
        let stream = LineStream(socket)
        try stream.send(method, target, body: [])
        guard try stream.readStatus() == 200 else {
            throw ServiceError(description: "the service refused \(method) \(target)", hint: "")
        }
        return stream
    }

    private func ask(_ method: String, _ target: String, _ body: [UInt8] = []) throws -> [UInt8] {
        guard let socket = connect() else { throw ServiceError.gone }
        let stream = LineStream(socket)
        try stream.send(method, target, body: body, operator: userName(getuid()))
        let status = try stream.readStatus()
        let answer = stream.readRest()
        guard !(200..<300).contains(status) else { return answer }
        guard let fields = try? EventFields(json: answer),
            let message = fields.string("message")
        else {
            throw ServiceError(description: "the service answered \(status)", hint: "")
        }
        var range: Range<Int>?
        if let start = fields.integer("start"), let end = fields.integer("end"), start <= end {
            range = Int(start)..<Int(end)
        }
        throw HoldingError(
            HoldingError.Code(rawValue: status) ?? .refused,
            message,
            hint: fields.string("hint"),
            range: range
        )
    }

    private func records(_ target: String) throws -> [EventFields] {
        Self.records(try ask("GET", target))
    }

    private static func records(_ lines: [UInt8]) -> [EventFields] {
        lines.split(separator: 0x0A).compactMap { try? EventFields(json: Array($0)) }
    }

    private static func position(_ lines: [UInt8]) -> Int64 {
        records(lines).compactMap { $0.integer("position") }.last ?? 0
    }

    private func first<Record>(_ records: [Record]) throws(ServiceError) -> Record {
        guard let record = records.first else {
            throw ServiceError(description: "the service's answer cannot be read", hint: "")
        }
        return record
    }
}
