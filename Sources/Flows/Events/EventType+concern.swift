extension EventType {
    /// The step that a transition or failure belongs to; nil for notes, and for an interruption,
    /// which may come anywhere.
    public var concernedStep: FlowStep? {
        switch self {
        case .rejected: .triggered
        case .aborted: .executed
        case .undecodable: .returned
        case .abandoned: .displayed
        default: step
        }
    }
}

extension RandomAccessCollection<RecordedEvent> {
    /// The events of a flow up to the last one of a step, which make its state «at step k»; nil when
    /// the step was never reached.
    public func upTo(_ step: FlowStep) -> SubSequence? {
        lastIndex { $0.event.type.concernedStep == step }.map { self[...$0] }
    }
}
