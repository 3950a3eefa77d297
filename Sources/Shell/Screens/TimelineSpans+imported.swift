import Flows

extension FlowFacts {
    /// The stretches between the moments that the source of an imported flow tells.
    var importedSpans: [TimelineSpan] {
        guard flow.isStartKnown else { return [] }
        var moments: [(step: FlowStep, at: Int64)] = []
        for step in FlowStep.allCases {
            let time = step == .executed ? flow.lastAttempt?.endedAt : flow.stepTimes[step]
            guard let time else { continue }
            moments.append((step, time.microseconds(since: flow.sentAt)))
        }
        return zip(moments, moments.dropFirst()).map { from, to in
            let isWhole = to.step.rawValue == from.step.rawValue + 1
            let isSent = from.step == .sent && to.step == .triggered
            return TimelineSpan(
                name: isSent ? "sent" : to.step.name,
                step: isSent ? .sent : to.step,
                attempt: 1,
                start: from.at,
                end: to.at,
                note: isWhole ? "" : "the source does not tell of the steps between",
                hasFailed: flow.failedStep == to.step
            )
        }
    }
}
