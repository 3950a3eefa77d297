import Debugger
import Flows

extension Session {
    /// The service that runs on this log.
    /// - Throws: when there is none.
    func service(for verb: String) throws(ShellError) -> ServiceClient {
        guard let service = ServiceClient.find(logPath: logPath) else {
            throw ShellError(
                .unreachable,
                "no service runs on \(logPath), and \(verb) is about live requests",
                hint: "start it with `waybill up`"
            )
        }
        return service
    }

    /// Asks the service, and says its refusals in the shell's way: with the place in the line, when
    /// `text` is the part of it that the service read.
    func ask<Value>(
        _ text: RawText? = nil,
        at word: Word? = nil,
        _ body: () throws -> Value
    ) throws(ShellError) -> Value {
        do {
            return try body()
        } catch let error as HoldingError {
            let place = text.flatMap { text in error.range.map { text.place($0) } } ?? word
            let code: ShellError.Code = error.code == .notRecorded ? .unreachable : .usage
            throw ShellError(code, error.description, at: place, hint: error.hint)
        } catch let error as ServiceError {
            throw ShellError(
                .unreachable,
                error.description,
                hint: error.hint.isEmpty ? nil : error.hint
            )
        } catch let error as ShellError {
            throw error
        } catch {
            throw ShellError(.unreachable, "\(error)")
        }
    }

    /// The held flow that a line is about: the one that `word` names, else the only one, else the one
    /// looked at last.
    func held(
        _ word: Word?,
        at place: Word,
        by service: ServiceClient
    ) throws(ShellError) -> HoldRecord {
        let holds = try ask { try service.holds() }
        guard !holds.isEmpty else {
            throw ShellError(
                "nothing is held",
                at: word ?? place,
                hint: "break before executed holds the next request there"
            )
        }
        guard let word else {
            if let only = holds.first, holds.count == 1 { return only }
            if let current = holds.first(where: { $0.flow == memory.current }) { return current }
            throw ShellError(
                "\(holds.count) requests are held",
                at: place,
                candidates: holds.map(\.candidate),
                hint: "name one, as in: \(place.text) \(holds[0].flow.shortID)"
            )
        }
        let digits = word.text.lowercased()
        let named = holds.filter { "\($0.flow.shortID)".hasPrefix(digits) }
        if let only = named.first, named.count == 1, !digits.isEmpty { return only }
        let flow = try resolveFlow(word)
        guard let hold = holds.first(where: { $0.flow == flow }) else {
            throw ShellError(
                "\(flow.shortID) is not held",
                at: word,
                candidates: holds.map(\.candidate),
                hint: "break lists what is held"
            )
        }
        return hold
    }

    /// The service, for completions: one that does not answer at once is done without, and never keeps
    /// the prompt waiting.
    var serviceForCompletions: ServiceClient? {
        ServiceClient.find(logPath: logPath, patience: CompletionReader.servicePatience)
    }

    /// Ids of held flows with where they are held.
    func holdCompletions() -> [Completion] {
        let holds = (try? serviceForCompletions?.holds()) ?? []
        return holds.map { Completion("\($0.flow.shortID)", $0.description) }
    }

    func breakpointCompletions() -> [Completion] {
        let breakpoints = (try? serviceForCompletions?.breakpoints()) ?? []
        return breakpoints.map {
            Completion($0.id, $0.point + conditionWords($0.condition))
        }
    }
}

extension HoldRecord {
    /// `POST /orders before executed (b1)`
    var description: String { "\(method) \(path) \(point) (\(breakpoint))" }

    /// A row to choose from.
    fileprivate var candidate: String { "\(flow.shortID)  \(description)" }
}
