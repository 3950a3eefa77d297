import EventStore
import Flows
import HTTPServer
import NIOCore
import Synchronization

/// Tells those who follow the log how far its file reaches: one JSON object a line,
/// `{"position":48240}`, the first at once, further ones whenever readers of the file would see more.
///
/// Nothing of a flow travels here: whoever follows reads the new rows from the file. Positions are
/// told at most twenty times a second, the latest only; a follower that reads slowly has at most one
/// line on its way and misses the positions between, which it does not need. While nobody follows,
/// the log's threads do nothing for it.
///
/// Owned by the service's event loop, but for ``Notice``, which the log's writing thread fills.
final class ChangeFeed: @unchecked Sendable {
    private let log: EventLog
    private let loop: any EventLoop
    private var followers: [ObjectIdentifier: Follower] = [:]
    private let notice = Notice()
    /// What followers are told, and since when.
    private var position: Int64 = 0
    private var toldAt = NIODeadline.uptimeNanoseconds(0)

    /// Followers at a time; one more is refused.
    static let followerLimit = 64
    /// The least time between two positions.
    static let period: TimeAmount = .milliseconds(50)

    init(log: EventLog, loop: any EventLoop) {
        self.log = log
        self.loop = loop
    }

    /// One connection that follows.
    private final class Follower {
        let stream: HTTPStream
        var told: Int64 = -1
        /// Whether the kernel has not taken the last line yet.
        var isWriting = false

        init(_ stream: HTTPStream) { self.stream = stream }
    }

    /// What the writing thread leaves for the loop: the latest position, and whether the loop was
    /// asked to look.
    private final class Notice: Sendable {
        private let state = Mutex((position: Int64(0), isPending: false))

        /// - Returns: whether the loop must be asked to look.
        func put(_ position: Int64) -> Bool {
            state.withLock { state in
                state.position = max(state.position, position)
                defer { state.isPending = true }
                return !state.isPending
            }
        }

        /// The latest position; from now on the loop wants to be asked again.
        func take() -> Int64 {
            state.withLock { state in
                state.isPending = false
                return state.position
            }
        }
    }

    /// Adds a follower, which ends with its connection.
    /// - Returns: false when there are too many.
    func follow(on exchange: HTTPExchange) -> Bool {
        guard followers.count < Self.followerLimit else { return false }
        if followers.isEmpty { begin() }
        let follower = Follower(
            exchange.stream(
                HTTPResponse(jsonLines: [])
            )
        )
        let key = ObjectIdentifier(follower)
        followers[key] = follower
        exchange.onClientGone { [weak self] in
            guard let self else { return }
            followers[key] = nil
            if followers.isEmpty { log.whenApplied(nil) }
        }
        tell(follower)
        return true
    }

    private func begin() {
        position = log.whenApplied { [notice, loop, weak self] position in
            guard notice.put(position) else { return }
            loop.execute { [weak self] in self?.look() }
        }
    }

    /// Tells the latest position, now or when the period since the last one is over.
    private func look() {
        let now = NIODeadline.now()
        guard now >= toldAt + Self.period else {
            loop.scheduleTask(deadline: toldAt + Self.period) { [weak self] in self?.look() }
            return
        }
        toldAt = now
        position = max(position, notice.take())
        for follower in followers.values { tell(follower) }
    }

    private func tell(_ follower: Follower) {
        guard !follower.isWriting, position > follower.told else { return }
        follower.told = position
        follower.isWriting = true
        follower.stream.write(Array("{\"position\":\(position)}\n".utf8)) { [weak self] in
            follower.isWriting = false
            // What came meanwhile, if the reader was slow.
            self?.tell(follower)
        }
    }
}
