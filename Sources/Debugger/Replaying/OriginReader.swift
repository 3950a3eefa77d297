import Dispatch
import EventStore
import Flows

/// Reads recorded flows for replays, on a thread of its own: the event loop must not wait for a disk.
final class OriginReader: @unchecked Sendable {
    private let logPath: String
    private let queue = DispatchQueue(label: "waybill.replays")
    // On the queue.
    private var reader: LogReader?

    /// Contents are read ahead up to so many bytes, and flows up to so many.
    private static let byteLimit = 4 << 20
    private static let flowLimit = 64

    typealias Origin = (id: FlowID, origin: Result<ReplayOrigin, ReplayRefusal>)

    init(logPath: String) { self.logPath = logPath }

    /// The first of `flows`, at least one: as many as are wise to hold.
    func origins(_ flows: ArraySlice<FlowID>, mode: ReplayMode) async -> [Origin] {
        await onQueue { [self] in
            var origins: [Origin] = []
            var bytes = 0
            for id in flows.prefix(Self.flowLimit) where bytes < Self.byteLimit {
                do throws(LogError) {
                    let events = try opened().events(
                        of: id,
                        contents: ReplayOrigin.contents(for: mode)
                    )
                    bytes += events.reduce(0) { $0 + $1.contents.reduce(0) { $0 + $1.bytes.count } }
                    origins.append((id, Self.origin(events, mode)))
                } catch {
                    origins.append((id, .failure(ReplayRefusal(error.description))))
                }
            }
            return origins
        }
    }

    private static func origin(
        _ events: [RecordedEvent],
        _ mode: ReplayMode
    ) -> Result<ReplayOrigin, ReplayRefusal> {
        do throws(ReplayRefusal) {
            return .success(try ReplayOrigin(events, mode: mode))
        } catch {
            return .failure(error)
        }
    }

    func lastBatchNumber() async throws(LogError) -> Int {
        try await read { reader throws(LogError) in try reader.lastBatchNumber() }
    }

    func batch(number: Int) async throws(LogError) -> BatchRecord? {
        try await read { reader throws(LogError) in try reader.batch(number: number) }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (LogReader) throws(LogError) -> Value
    ) async throws(LogError) -> Value {
        let result: Result<Value, LogError> = await onQueue { [self] in
            do throws(LogError) { return .success(try body(opened())) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func opened() throws(LogError) -> LogReader {
        if let reader { return reader }
        let opened = try LogReader(path: logPath)
        reader = opened
        return opened
    }

    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: body()) }
        }
    }
}
