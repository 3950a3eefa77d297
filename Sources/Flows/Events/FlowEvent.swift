/// A fact about a flow, past tense. Facts hold no personal value: what a client or a function said
/// is in the event's contents, beside it.
///
/// Every field is described in `docs/events.md`.
public enum FlowEvent: Equatable, Sendable {
    case sent(Sent)
    case triggered(Triggered)
    case executed(Executed)
    case returned(Returned)
    case displayed(Displayed)
    case rejected(Rejected)
    case aborted(Aborted)
    case undecodable(Undecodable)
    case abandoned(Abandoned)
    case interrupted
    case started(Started)
    case logged(Logged)
    case lateResult(LateResult)
    case retried(Retried)
    /// A note of the debugger, of an operator or of an import: held, edited, resumed, erased,
    /// annotated, injected, imported, responded.
    case noted(Noted)

    public var type: EventType {
        switch self {
        case .sent: .sent
        case .triggered: .triggered
        case .executed: .executed
        case .returned: .returned
        case .displayed: .displayed
        case .rejected: .rejected
        case .aborted: .aborted
        case .undecodable: .undecodable
        case .abandoned: .abandoned
        case .interrupted: .interrupted
        case .started: .started
        case .logged: .logged
        case .lateResult: .lateResult
        case .retried: .retried
        case .noted(let note): note.type
        }
    }

    /// The version in which ``data`` writes this event. Older ones are read through ``upcast(_:_:from:)``.
    public var version: Int { Self.currentVersion(of: type) }

    static func currentVersion(of type: EventType) -> Int {
        // One line a type that ever changed; all others are in their first version.
        switch type {
        default: 1
        }
    }

    /// The JSON object the log stores.
    public var data: [UInt8] {
        var writer = EventFieldWriter()
        switch self {
        case .sent(let event): event.write(to: &writer)
        case .triggered(let event): event.write(to: &writer)
        case .executed(let event): event.write(to: &writer)
        case .returned(let event): event.write(to: &writer)
        case .displayed(let event): event.write(to: &writer)
        case .rejected(let event): event.write(to: &writer)
        case .aborted(let event): event.write(to: &writer)
        case .undecodable(let event): event.write(to: &writer)
        case .abandoned(let event): event.write(to: &writer)
        case .interrupted: break
        case .started(let event): event.write(to: &writer)
        case .logged(let event): event.write(to: &writer)
        case .lateResult(let event): event.write(to: &writer)
        case .retried(let event): event.write(to: &writer)
        case .noted(let event): event.write(to: &writer)
        }
        return writer.finish()
    }

    /// Reads what ``data`` wrote, in any version that was ever written.
    public init(type: EventType, version: Int, data: [UInt8]) throws(EventDecodingError) {
        let current = Self.currentVersion(of: type)
        guard version >= 1, version <= current else {
            throw EventDecodingError(
                "version \(version) of '\(type.rawValue)' is newer than this program knows "
                    + "(\(current)); open the log with the program that wrote it"
            )
        }
        var fields = try EventFields(json: data)
        for older in version..<current { fields = try upcast(fields, type, from: older) }
        switch type {
        case .sent: self = .sent(try Sent(fields))
        case .triggered: self = .triggered(try Triggered(fields))
        case .executed: self = .executed(Executed(fields))
        case .returned: self = .returned(try Returned(fields))
        case .displayed: self = .displayed(try Displayed(fields))
        case .rejected: self = .rejected(try Rejected(fields))
        case .aborted: self = .aborted(try Aborted(fields))
        case .undecodable: self = .undecodable(try Undecodable(fields))
        case .abandoned: self = .abandoned(Abandoned(fields))
        case .interrupted: self = .interrupted
        case .started: self = .started(try Started(fields))
        case .logged: self = .logged(Logged(fields))
        case .lateResult: self = .lateResult(LateResult(fields))
        case .retried: self = .retried(try Retried(fields))
        case .held, .edited, .resumed, .erased, .annotated, .injected, .imported, .responded:
            self = .noted(Noted(type, fields))
        }
    }
}

/// Rewrites the fields of an event from one version to the next. Stored events are never changed:
/// this is how old ones are read.
func upcast(
    _ fields: EventFields,
    _ type: EventType,
    from version: Int
) throws(EventDecodingError) -> EventFields {
    throw EventDecodingError("no way to read version \(version) of '\(type.rawValue)'")
}
