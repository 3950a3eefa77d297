import Foundation

/// The built program and the Python that its functions run on.
enum Program {
    /// `WAYBILL_BINARY`, else the `waybill` beside the test bundle.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["WAYBILL_BINARY"] { return named }
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("waybill").path
    }()

    /// A Python with `awslambdaric` and `boto3`: `WAYBILL_TEST_PYTHON`, else the one that
    /// `scripts/test` makes in `.build/test-venv`.
    static let python: String = {
        if let named = ProcessInfo.processInfo.environment["WAYBILL_TEST_PYTHON"] { return named }
        return "\(packageRoot)/.build/test-venv/bin/python"
    }()

    /// Makes every `python3.x` of a template run on ``python``.
    static let pythonRuntime = ["--runtime", "python3.11=\(python)"]

    private static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
}

/// Runs blocking work on a thread of its own, a few at a time, so that the threads of Swift's tasks
/// stay free for other tests.
func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            places.wait()
            let result = Result { try body() }
            places.signal()
            continuation.resume(with: result)
        }
    }
}

/// Tests that drive the program at the same time.
private let places = DispatchSemaphore(value: 6)

/// What a test expected and did not find, in one sentence.
struct Surprise: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Asks until the answer is there, for at most `seconds`.
func waitUntil<Value>(
    _ what: String,
    seconds: Double = 10,
    _ ask: () throws -> Value?
) throws -> Value {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
        if let value = try ask() { return value }
        guard Date() < end else { throw Surprise("waited \(seconds) s in vain: \(what)") }
        usleep(10_000)
    }
}

/// Asks until it is so, for at most `seconds`.
func waitUntil(_ what: String, seconds: Double = 10, isSo: () throws -> Bool) throws {
    _ = try waitUntil(what, seconds: seconds) { try isSo() ? true : nil } as Bool
}
