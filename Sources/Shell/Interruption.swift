import Synchronization

/// The wish that what runs may stop: Ctrl-C, SIGTERM, a terminal that is gone.
///
/// Signal handlers set it and the prompt clears it before each line. Whatever takes long (a reader
/// between two rows, a loop between two rounds, a progress handler) asks ``isRequested`` and stops. A
/// verb for which Ctrl-C is the usual end (`tail`, `watch`) calls ``clear()`` before it gives its
/// result; every other result that comes after the wish is dropped.
public final class Interruption: Sendable {
    private let requests = Atomic<Int>(0)

    public init() {}

    public var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

    /// From any thread and from signal handlers.
    /// - Returns: how often it was wished before.
    @discardableResult
    public func request() -> Int { requests.wrappingAdd(1, ordering: .relaxed).oldValue }

    public func clear() { requests.store(0, ordering: .relaxed) }

    /// - Throws: ``ShellError/interrupted`` when it is wished.
    func check() throws(ShellError) {
        if isRequested { throw .interrupted }
    }
}
