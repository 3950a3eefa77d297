import EventStore
import Flows
import HTTPServer
import NIOCore

/// Replays the flows of a plan, many at a time, and tells of each as it ends: a line of JSON. The first
/// line names the batch, the last says why it ended.
///
/// A flow is begun at most once in a run: its `sent` names batch and origin and is committed before
/// anything is handed over, so that the log tells what was begun, whatever ends the run.
///
/// Owned by the service's event loop.
final class ReplayRun: @unchecked Sendable {
    private let replayer: Replayer
    private let reader: OriginReader
    private let plan: ReplayPlan
    private let context: Replayer.Context
    private let stream: HTTPStream
    /// The batch's own stream; nil for a single replay.
    private var cursor: BatchCursor?
    /// Told when it is over.
    private let whenEnded: (ReplayRun) -> Void

    /// Flows that are read and wait for their turn.
    private var ready: [OriginReader.Origin] = []
    /// How many of the plan's flows were read.
    private var readCount = 0
    private var isReading = false
    private var underWay = 0
    /// Of these, by function.
    private var underWayOf: [String: Int] = [:]
    private var nextStart: NIODeadline = .uptimeNanoseconds(0)
    private var isWaiting = false
    private var end: ReplayEnd?
    private var hasEnded = false
    private var tally = Tally()

    /// What came of the run so far.
    private struct Tally {
        var begun = 0
        var ok = 0
        var failed = 0
        var refused = 0
    }

    init(
        _ context: Replayer.Context,
        replayer: Replayer,
        reader: OriginReader,
        cursor: BatchCursor?,
        stream: HTTPStream,
        whenEnded: @escaping (ReplayRun) -> Void
    ) {
        self.context = context
        self.plan = context.plan
        self.replayer = replayer
        self.reader = reader
        self.cursor = cursor
        self.stream = stream
        self.whenEnded = whenEnded
    }

    var batch: String? { context.batch }

    /// Begins; `isContinued` when the batch had a run before.
    func start(isContinued: Bool) {
        if cursor != nil { recordStart(isContinued: isContinued) }
        var head = EventFieldWriter()
        head.put("batch", context.batch)
        head.put("count", plan.origins.count)
        stream.write(head.finish() + [0x0A])
        goOn()
    }

    /// Begins no further replays; those under way end.
    func stop(_ reason: ReplayEnd) {
        guard end == nil else { return }
        end = reason
        goOn()
    }

    // MARK: Pace

    private func goOn() {
        while canStart {
            guard let index = ready.firstIndex(where: hasTurn) else { break }
            let now = NIODeadline.now()
            guard plan.pace.intervalMicroseconds == 0 || now >= nextStart else {
                waitForTurn()
                break
            }
            nextStart =
                max(nextStart, now) + .microseconds(Int64(plan.pace.intervalMicroseconds))
            begin(ready.remove(at: index))
        }
        readAhead()
        if underWay == 0, end != nil || isExhausted { finish() }
    }

    private var canStart: Bool { end == nil && underWay < plan.pace.concurrency }

    /// Whether a flow may begin: more at a time than are reserved for its function would be throttled.
    private func hasTurn(_ next: OriginReader.Origin) -> Bool {
        guard let function = function(of: next),
            let limit = replayer.reservedConcurrency(of: function)
        else { return true }
        return underWayOf[function, default: 0] < max(1, limit)
    }

    private func function(of next: OriginReader.Origin) -> String? {
        guard case .success(let origin) = next.origin, plan.mode != .executed else { return nil }
        switch plan.target {
        case .origin: return origin.triggered?.function
        case .function(let name): return name
        case .door, .lambda: return nil
        }
    }

    private var isExhausted: Bool {
        ready.isEmpty && !isReading && readCount == plan.origins.count
    }

    private func waitForTurn() {
        guard !isWaiting else { return }
        isWaiting = true
        replayer.loop.scheduleTask(deadline: nextStart) { [self] in
            isWaiting = false
            goOn()
        }
    }

    private func readAhead() {
        guard end == nil, !isReading, readCount < plan.origins.count,
            ready.count < plan.pace.concurrency
        else { return }
        isReading = true
        replayer.recording.executor.start { [self] in
            let read = await reader.origins(plan.origins[readCount...], mode: plan.mode)
            isReading = false
            readCount += read.count
            ready += read
            goOn()
        }
    }

    // MARK: One flow

    private func begin(_ next: OriginReader.Origin) {
        switch next.origin {
        case .failure(let refusal): take(ReplayReport(refused: next.id, refusal), nil)
        case .success(let origin):
            let function = function(of: next)
            underWay += 1
            if let function { underWayOf[function, default: 0] += 1 }
            tally.begun += 1
            replayer.recording.executor.start { [self] in
                let (report, flow) = await replayer.replay(origin, context)
                underWay -= 1
                if let function { underWayOf[function]! -= 1 }
                take(report, flow)
                goOn()
            }
        }
    }

    private func take(_ report: ReplayReport, _ flow: ReplayedFlow?) {
        if report.refusal != nil {
            tally.refused += 1
        } else if report.isFailure {
            tally.failed += 1
        } else {
            tally.ok += 1
        }
        let isTaken = end != .clientGone
        if isTaken { stream.write(report.line) }
        flow?.delivered(isTaken)
        if report.isUnrecorded { end = end ?? .recording }
        if let limit = plan.pace.failureLimit, tally.failed > limit { end = end ?? .tooManyFailed }
    }

    // MARK: Record

    private func recordStart(isContinued: Bool) {
        if isContinued {
            replayer.log.recordBatch("batchContinued", of: &cursor!) {
                $0.put("operator", context.caller.name)
                $0.put("count", plan.origins.count)
            }
            return
        }
        var contents = [Content(.request, plan.message)]
        if let condition = plan.condition {
            contents.append(Content(.text, Array(condition.utf8)))
        }
        replayer.log.recordBatch("batchStarted", of: &cursor!, contents: contents) {
            $0.put("number", context.batch.flatMap { BatchRecord.number($0) })
            $0.put("mode", plan.mode)
            $0.put("operator", context.caller.name)
            $0.put("count", plan.origins.count)
        }
    }

    private func finish() {
        guard !hasEnded else { return }
        hasEnded = true
        let reason = end ?? .finished
        let left = plan.origins.count - tally.ok - tally.failed - tally.refused
        if cursor != nil {
            replayer.log.recordBatch("batchEnded", of: &cursor!) {
                $0.put("reason", reason)
                $0.put("ok", tally.ok)
                $0.put("failed", tally.failed)
                $0.put("refused", tally.refused)
                $0.put("left", left)
            }
        }
        var line = EventFieldWriter()
        line.put("end", reason)
        line.put("left", left)
        stream.write(line.finish() + [0x0A])
        stream.end()
        whenEnded(self)
    }
}
