import Flows
import HTTPServer
import Lambda
import NIOCore

extension Breakpoints {
    /// The longest delay of an injection: what a function may run at most.
    public static let longestDelayMilliseconds = 900_000

    public var injectionRecords: [InjectionRecord] { injections.map(\.record) }

    /// Sets an injection.
    func inject(
        _ request: InjectionRequest,
        by operator: Operator
    ) throws(HoldingError) -> InjectionRecord {
        guard injections.count < Self.limit else {
            throw HoldingError(
                .tooMany,
                "there are \(Self.limit) injections already",
                hint: "inject off ID"
            )
        }
        let point = request.point?.handOff ?? request.kind.usualPoint
        if request.kind.replacesFunction, point != .triggered {
            throw HoldingError(
                .invalid,
                "\(request.kind.rawValue) takes the place of the function, so it can only happen "
                    + "before executed",
                hint: "latency and disconnect can happen at every hand-off"
            )
        }
        let condition = try request.condition.map { text throws(HoldingError) in
            try HoldCondition(
                text,
                at: request.point ?? .handOff(point, isNamedByStepBefore: false)
            )
        }
        lastInjection += 1
        let id = "i\(lastInjection)"
        let injection = Injection(
            id: id,
            request: request,
            point: point,
            condition: condition,
            creator: `operator`,
            expiresAt: Timestamp.now().advanced(byMicroseconds: request.lifetimeMicroseconds)
        )
        injections.append(injection)
        updateWatching()
        recordSet("injectionSet", id, `operator`, condition: request.condition) {
            $0.put("kind", request.kind)
            $0.put("point", injection.record.point)
            $0.put("delayMs", request.delayMilliseconds)
            $0.put("rate", request.rate)
            $0.put("forMs", Int(request.lifetimeMicroseconds / 1000))
        }
        loop.scheduleTask(in: .microseconds(request.lifetimeMicroseconds)) { [weak self] in
            self?.endInjection(id, reason: "expired", by: nil)
        }
        notify(.injecting(injection.record, lifetime: request.lifetimeMicroseconds))
        return injection.record
    }

    func removeInjection(_ id: String, by operator: Operator) throws(HoldingError) {
        guard injections.contains(where: { $0.id == id }) else {
            throw missing(id, of: injections.map(\.id), "injection")
        }
        endInjection(id, reason: "operator", by: `operator`)
    }

    func endInjection(_ id: String, reason: String, by operator: Operator?) {
        guard let index = injections.firstIndex(where: { $0.id == id }) else { return }
        let ended = injections.remove(at: index)
        updateWatching()
        recordSet("injectionEnded", id, `operator`) {
            $0.put("reason", reason)
            $0.put("hits", ended.hits)
        }
        notify(.injected(ended.record, reason: reason))
    }

    // MARK: At a hand-off

    /// Makes go wrong what is to go wrong here.
    /// - Returns: how the flow goes on instead; nil when it goes on as it would.
    func inject(at handOff: HandOff) async -> HandOffDecision? {
        // The first that meets the flow is the one that happens.
        guard let index = injections.firstIndex(where: { $0.isMet(by: handOff) }) else {
            return nil
        }
        injections[index].hits += 1
        return await perform(injections[index], at: handOff)
    }

    private func perform(_ injection: Injection, at handOff: HandOff) async -> HandOffDecision? {
        let exchange = handOff.exchange
        let request = injection.request
        var note = Noted(
            .injected,
            operatorName: injection.creator.name,
            step: handOff.point.step
        )
        note.operatorSource = injection.creator.source
        note.breakpoint = injection.id
        note.injection = request.kind
        note.delayMilliseconds = request.delayMilliseconds
        guard (try? exchange.flow.record(.noted(note))) != nil else { return nil }
        switch request.kind {
        case .error:
            return exchange.configuration.map {
                .finish(.error($0, type: "Injected", message: "injected by \(injection.id)"))
            }
        case .throttle: return .finish(.throttled("ConcurrentInvocationLimitExceeded"))
        case .timeout:
            guard let function = exchange.configuration else { return nil }
            let isInTime = await delay(exchange, milliseconds: function.timeoutSeconds * 1000)
            guard isInTime else { return .finish(.aborted(.gatewayLimit)) }
            let id = exchange.flow.id.lambdaRequestID(kind: exchange.flow.cursor.kind)
            return .finish(.timedOut(function, requestID: id))
        case .latency:
            let isInTime = await delay(exchange, milliseconds: request.delayMilliseconds ?? 0)
            guard !isInTime, handOff.point == .triggered else { return nil }
            return .finish(.aborted(.gatewayLimit))
        case .disconnect:
            exchange.disconnect()
            return nil
        }
    }

    /// Lets a flow wait, as long as its gateway does.
    /// - Returns: false when the gateway's limit passed first.
    private func delay(_ exchange: FlowUnderWay, milliseconds: Int) async -> Bool {
        var wait = Int64(milliseconds) * 1000
        var isInTime = true
        if let deadline = exchange.gatewayDeadline {
            let left = max(0, deadline.microseconds(since: .now()))
            isInTime = wait < left
            wait = min(wait, left)
        }
        let delay = Delay()
        delays[exchange.flow.id] = delay
        let timer = loop.scheduleTask(in: .microseconds(wait)) { delay.end() }
        await delay.wait()
        timer.cancel()
        delays[exchange.flow.id] = nil
        return isInTime
    }
}

/// A wait that can be cut short.
///
/// Owned by the service's event loop.
final class Delay: @unchecked Sendable {
    private var hasEnded = false
    private var waiter: UnsafeContinuation<Void, Never>?

    func end() {
        hasEnded = true
        waiter?.resume()
        waiter = nil
    }

    func wait() async {
        if !hasEnded { await withUnsafeContinuation { waiter = $0 } }
    }
}
