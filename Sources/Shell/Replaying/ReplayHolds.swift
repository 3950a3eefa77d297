import Debugger
import Flows

/// What is to be done about replays that are held while their run is waited for: whoever sits at the
/// terminal is asked; elsewhere it is said once, and they go on by themselves or by another shell.
final class ReplayHolds {
    private let service: ServiceClient
    private let origins: Set<FlowID>
    private let isStepped: Bool
    private let dialogue: StepDialogue?
    private var told: Set<String> = []

    init(
        of plan: ReplayPlan,
        at service: ServiceClient,
        isStepped: Bool
    ) throws(ServiceError) {
        self.service = service
        self.isStepped = isStepped
        origins = Set(plan.origins)
        dialogue =
            isStepped || StepDialogue.hasTerminal
            ? try StepDialogue(service, of: "replay", isStepped: isStepped, isCounted: true) : nil
    }

    /// The name under which replays are held for this run; nil when nobody can be asked.
    var session: String? { dialogue?.session }

    /// Has the batch begin nothing more before one of its replays is ended at the question.
    func stops(_ batch: String?) {
        guard let batch else { return }
        dialogue?.whenEnding = { [service] in try? service.stopReplays(of: batch) }
    }

    /// How often to look: somebody who walks a replay waits for the next question.
    var periodMilliseconds: Int32 { isStepped ? 10 : 100 }

    /// Asks about each replay of the run that is held now.
    func look(erasing progress: ReplayProgress) {
        guard let holds = try? service.holds() else { return }
        for hold in holds where hold.replayOf.map(origins.contains) ?? false {
            progress.erase()
            if let dialogue, !StopSignals.hasCome {
                dialogue.ask(hold.flow)
            } else if hold.session == session, session != nil {
                // Whoever stops here wants nothing more to happen.
                try? service.resume(hold.flow, .drop)
            } else if told.insert("\(hold.flow) \(hold.point)").inserted {
                let left = spanWords(microseconds: hold.until.microseconds(since: .now()))
                ReplayRunner.say(
                    "\(hold.flow.shortID) is held \(hold.point) by \(hold.breakpoint); it goes on in "
                        + "\(left), or: waybill resume \(hold.flow.shortID)"
                )
            }
        }
    }
}
