import Flows
import Testing

/// The table of legal moves, written out a second time as it is specified, against ``FlowPhase``.
@Suite struct `The transition table` {
    static let phases: [FlowPhase] = [
        .new, .sent, .rejected, .refused, .authorizing, .authorized, .triggered, .executed,
        .aborted,
        .undecodable, .returned, .accepted, .ended,
    ]

    /// `phase: event>phase …`; `authorize` is `triggered` for an authorizer. What is not named is
    /// refused.
    static let answering = """
        new: sent>sent
        sent: rejected>rejected returned>returned triggered>triggered authorize>authorizing \
        aborted>aborted interrupted>ended
        rejected: returned>refused interrupted>ended
        refused: displayed>ended abandoned>ended interrupted>ended
        authorizing: executed>authorized aborted>aborted interrupted>ended
        authorized: triggered>triggered authorize>authorizing rejected>rejected aborted>aborted \
        interrupted>ended
        triggered: executed>executed aborted>aborted interrupted>ended
        executed: returned>returned undecodable>undecodable interrupted>ended
        aborted: returned>returned interrupted>ended
        undecodable: returned>returned interrupted>ended
        returned: displayed>ended abandoned>ended interrupted>ended
        accepted: interrupted>ended
        ended:
        """

    /// A recorded result may be mapped again without an invocation.
    static let replay = answering.replacing(
        "aborted>aborted interrupted>ended\nrejected",
        with: "aborted>aborted undecodable>undecodable interrupted>ended\nrejected"
    )

    static let asynchronous = """
        new: sent>sent
        sent: rejected>rejected returned>returned aborted>aborted interrupted>ended
        rejected: returned>refused interrupted>ended
        refused: displayed>ended abandoned>ended interrupted>ended
        authorizing: executed>authorized aborted>aborted interrupted>ended
        authorized: rejected>rejected aborted>aborted interrupted>ended
        triggered: executed>executed aborted>aborted interrupted>ended
        executed: triggered>triggered
        aborted: triggered>triggered
        undecodable: returned>returned interrupted>ended
        returned: displayed>accepted abandoned>accepted interrupted>ended
        accepted: triggered>triggered aborted>aborted interrupted>ended
        ended:
        """

    /// Another system's record may start anywhere and have gaps.
    static let imported = phases.map { phase in
        """
        \(phase): sent>returned authorize>returned triggered>returned executed>returned \
        returned>returned rejected>returned aborted>returned undecodable>returned \
        displayed>ended abandoned>ended interrupted>ended
        """
    }.joined(separator: "\n")

    static func moves(of kind: FlowKind) -> [String: [String: String]] {
        let text =
            switch kind {
            case .door, .direct: answering
            case .replay: replay
            case .asynchronous: asynchronous
            case .imported: imported
            }
        let rows = text.split(separator: "\n").map { line in
            let parts = line.split(separator: ":")
            let moves = (parts.count > 1 ? parts[1] : "").split(separator: " ").map { move in
                let ends = move.split(separator: ">")
                return (String(ends[0]), String(ends[1]))
            }
            return (String(parts[0]), Dictionary(uniqueKeysWithValues: moves))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The phases in which a note may be left, by kind.
    static func phases(forNote note: EventType, kind: FlowKind) -> Set<FlowPhase> {
        let begun = Set(phases).subtracting([.new])
        switch note {
        case .started: return [.triggered, .authorizing]
        case .retried: return kind == .asynchronous ? [.executed, .aborted] : []
        case .held, .edited, .resumed, .injected, .responded: return begun.subtracting([.ended])
        case .imported: return kind == .imported ? begun.union([.new]) : begun
        default: return begun
        }
    }

    @Test(arguments: FlowKind.allCases)
    func `every phase and event has exactly the answer of the table`(kind: FlowKind) throws {
        var random = SeededGenerator(kind.rawValue.count)
        let table = Self.moves(of: kind)
        for phase in Self.phases {
            for type in EventType.allCases where !type.isNote {
                for authorizing in type == .triggered ? [false, true] : [false] {
                    var event = random.event(type, kind: kind)
                    if case .triggered(var trigger) = event {
                        trigger.isAuthorizer = authorizing
                        event = .triggered(trigger)
                    }
                    let name = authorizing ? "authorize" : type.rawValue
                    let expected = table[phase.rawValue]?[name]
                    let comment = Comment("\(kind) \(phase) \(name)")
                    if let expected {
                        #expect(try phase.after(event, kind: kind).rawValue == expected, comment)
                    } else {
                        #expect(
                            throws: IllegalTransition.self,
                            comment
                        ) { try phase.after(event, kind: kind) }
                    }
                }
            }
        }
    }

    @Test(arguments: FlowKind.allCases)
    func `a note never moves the phase and is refused where it makes no sense`(kind: FlowKind) {
        var random = SeededGenerator(kind.rawValue.count)
        for phase in Self.phases {
            for type in EventType.allCases where type.isNote {
                let isAllowed = Self.phases(forNote: type, kind: kind).contains(phase)
                let after = try? phase.after(random.event(type), kind: kind)
                #expect(after == (isAllowed ? phase : nil), "\(kind) \(phase) \(type)")
            }
        }
    }

    @Test func `a refusal names the event, the kind and the phase`() {
        var random = SeededGenerator(1)
        let error = #expect(throws: IllegalTransition.self) {
            try FlowPhase.ended.after(random.event(.executed), kind: .door)
        }
        #expect(error?.description == "'executed' cannot follow in a door flow that is 'ended'")
    }

    @Test func `a flow is of the kind that its sent says`() {
        var random = SeededGenerator(1)
        let event = random.event(.sent, kind: .direct)
        #expect(throws: IllegalTransition.self) { try FlowPhase.new.after(event, kind: .door) }
        #expect(throws: IllegalTransition.self) { try FlowPhase.new.after(event, kind: .imported) }
    }

    @Test func `an event is a transition, a failure or a note, and transitions have steps`() {
        let steps = EventType.allCases.compactMap(\.step)
        #expect(steps == FlowStep.allCases)
        #expect(!EventType.allCases.contains { $0.step != nil && $0.isNote })
        for step in FlowStep.allCases { #expect(FlowStep(name: step.name) == step) }
        #expect(FlowStep(name: "Sent") == nil)
    }

    @Test func `the cursor counts what it took and is unchanged by what it refused`() throws {
        var random = SeededGenerator(2)
        var cursor = FlowCursor(id: random.flowID(), kind: .door)
        try cursor.advance(random.event(.sent))
        let before = cursor
        #expect(throws: IllegalTransition.self) {
            try cursor.advance(.interrupted)
            try cursor.advance(.interrupted)
        }
        #expect(cursor.revision == before.revision + 1)
        #expect(cursor.phase == .ended)
        #expect(!cursor.isUnfinished)
    }

    @Test func `what a crash leaves open is what still owes an answer`() {
        for phase in Self.phases {
            let isOver = phase == .new || phase == .ended
            #expect(phase.isUnfinished(kind: .door) == !isOver)
            let hasAnswered = phase == .executed || phase == .aborted
            #expect(phase.isUnfinished(kind: .asynchronous) == !(isOver || hasAnswered))
            #expect(!phase.isUnfinished(kind: .imported))
        }
    }
}
