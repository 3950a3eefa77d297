import EventStore
import Flows
import HTTPServer
import NIOCore

/// The replays that a service runs: takes plans, gives batches their names, lets them be stopped.
///
/// Owned by the service's event loop.
public final class Replays: @unchecked Sendable {
    private let replayer: Replayer
    private let reader: OriginReader
    private var runs: [ReplayRun] = []
    private var random = SecureRandom()
    /// The number of the newest batch, once it was looked up.
    private var lastNumber: Int?
    /// Batches whose start waits for the log to be read.
    private var starting: Set<String> = []
    private var isStopping = false

    /// Runs at a time; one more is refused.
    static let limit = 16

    public init(_ replayer: Replayer) {
        self.replayer = replayer
        reader = OriginReader(logPath: replayer.log.path)
    }

    public var isRunning: Bool { !runs.isEmpty }

    /// Begins no further replays, since the service stops.
    public func stop() {
        isStopping = true
        for run in runs { run.stop(.shutdown) }
    }

    /// Stops a batch.
    /// - Returns: false when it does not run.
    func stop(batch: String) -> Bool {
        guard let run = runs.first(where: { $0.batch == batch }) else { return false }
        run.stop(.stopped)
        return true
    }

    /// Which batch goes on, and where it stood when it was looked at.
    struct Continuation {
        let number: Int
        let revision: Int
    }

    /// Runs a plan, telling of it on the exchange.
    ///
    /// - `access`: what the caller brings along for a target that is another service.
    /// - Throws: why nothing can be begun.
    func run(
        _ plan: ReplayPlan,
        continuing continuation: Continuation?,
        steppedBy session: String?,
        by caller: Operator,
        access: RemoteAccess,
        on exchange: HTTPExchange
    ) async throws(ReplayRefusal) {
        guard !isStopping else { throw ReplayRefusal("the service is stopping") }
        guard runs.count + starting.count < Self.limit else {
            throw ReplayRefusal("\(Self.limit) batches run already", hint: "wait for one to end")
        }
        let remote = try await remote(plan.target, access)
        var name: String?
        var cursor: BatchCursor?
        if let continuation {
            let batch = BatchRecord.name(continuation.number)
            try reserve(batch)
            defer { starting.remove(batch) }
            cursor = BatchCursor(continuing: try await find(continuation))
            name = batch
        } else if plan.isBatch {
            let number = try await nextNumber()
            name = BatchRecord.name(number)
            cursor = BatchCursor(id: FlowID(at: .now(), random: &random))
        }
        guard !exchange.isClientGone else { return }
        let run = ReplayRun(
            Replayer.Context(
                plan: plan,
                caller: caller,
                batch: name,
                remote: remote,
                session: session
            ),
            replayer: replayer,
            reader: reader,
            cursor: cursor,
            stream: exchange.stream(
                HTTPResponse(jsonLines: [])
            ),
            whenEnded: { [weak self] ended in self?.runs.removeAll { $0 === ended } }
        )
        runs.append(run)
        exchange.onClientGone { run.stop(.clientGone) }
        run.start(isContinued: continuation != nil)
        if isStopping { run.stop(.shutdown) }
    }

    /// Tells which flows of a plan would be refused, and does nothing.
    func rehearse(_ plan: ReplayPlan, on exchange: HTTPExchange) async {
        let stream = exchange.stream(
            HTTPResponse(jsonLines: [])
        )
        stream.write(Self.line { $0.put("count", plan.origins.count) })
        var rest = plan.origins[...]
        while !rest.isEmpty, !exchange.isClientGone {
            let read = await reader.origins(rest, mode: plan.mode)
            rest = rest.dropFirst(read.count)
            for (id, origin) in read {
                do throws(ReplayRefusal) {
                    _ = try replayer.admitted(origin.get(), plan)
                } catch {
                    stream.write(ReplayReport(refused: id, error).line)
                }
            }
        }
        stream.write(
            Self.line {
                $0.put("end", ReplayEnd.finished)
                $0.put("left", rest.count)
            }
        )
        stream.end()
    }

    private static func line(_ fields: (inout EventFieldWriter) -> Void) -> [UInt8] {
        var writer = EventFieldWriter()
        fields(&writer)
        return writer.finish() + [0x0A]
    }

    /// A target that takes no connection, or not these requests, would fail every replay.
    private func remote(
        _ target: ReplayTarget,
        _ access: RemoteAccess
    ) async throws(ReplayRefusal) -> RemoteService? {
        guard let address = target.remoteAddress else { return nil }
        try access.check(target)
        return try await RemoteService(address, access, on: replayer.loop)
    }

    /// Nobody else may continue the batch meanwhile.
    private func reserve(_ batch: String) throws(ReplayRefusal) {
        guard !starting.contains(batch), !runs.contains(where: { $0.batch == batch }) else {
            throw ReplayRefusal("\(batch) runs already", hint: "wait for its end")
        }
        starting.insert(batch)
    }

    private func find(_ continuation: Continuation) async throws(ReplayRefusal) -> BatchRecord {
        await replayer.log.sync()
        let name = BatchRecord.name(continuation.number)
        let record: BatchRecord?
        do throws(LogError) {
            record = try await reader.batch(number: continuation.number)
        } catch {
            throw ReplayRefusal(error.description)
        }
        guard let record else { throw ReplayRefusal("there is no batch \(name)") }
        // What is left to do was read from the log as it was then.
        guard record.revision == continuation.revision else {
            throw ReplayRefusal(
                "\(name) went on meanwhile",
                hint: "look again: replay --continue \(name)"
            )
        }
        return record
    }

    private func nextNumber() async throws(ReplayRefusal) -> Int {
        if lastNumber == nil {
            await replayer.log.sync()
            do throws(LogError) {
                let last = try await reader.lastBatchNumber()
                // Another batch may have begun while this one waited.
                lastNumber = max(lastNumber ?? 0, last)
            } catch {
                throw ReplayRefusal(error.description)
            }
        }
        lastNumber! += 1
        return lastNumber!
    }
}
