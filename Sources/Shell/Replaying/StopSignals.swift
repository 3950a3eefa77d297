import Glibc
import Synchronization

/// Counts Ctrl-C and SIGTERM while replays run, in place of whatever they do otherwise.
enum StopSignals {
    private static let count = Atomic<Int>(0)

    /// Runs `body`, which may ask how often it was told to stop by one of these signals.
    static func counted<Value>(
        _ signals: [Int32] = [SIGINT, SIGTERM, SIGHUP],
        _ body: (() -> Int) throws -> Value
    ) rethrows -> Value {
        count.store(0, ordering: .relaxed)
        var earlier: [(Int32, sigaction)] = []
        for number in signals {
            var action = sigaction()
            // Without SA_RESTART, so that waiting ends.
            action.__sigaction_handler.sa_handler = { _ in
                StopSignals.count.add(1, ordering: .relaxed)
            }
            var old = sigaction()
            guard sigaction(number, nil, &old) == 0, !isIgnored(old) else { continue }
            sigaction(number, &action, nil)
            earlier.append((number, old))
        }
        defer { for (number, var old) in earlier { sigaction(number, &old, nil) } }
        return try body { count.load(ordering: .relaxed) }
    }

    /// Whether a stop was asked for since the count began.
    static var hasCome: Bool { count.load(ordering: .relaxed) > 0 }

    /// Forgets what has come: somebody was told, and may ask again.
    static func forget() { count.store(0, ordering: .relaxed) }

    /// Started by `nohup` or in the background, a signal stays ignored.
    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
