import Glibc
import Synchronization

/// Reads the log for completions: in a thread and with a connection of its own, so that a slow log
/// never keeps the prompt waiting for longer than ``patience``.
///
/// The log is opened by the first question. An answer that comes too late is kept for the next time,
/// when it comes from a question with a key.
final class CompletionReader: Sendable {
    /// How long all questions of one completion may take together.
    static let patience: Duration = .milliseconds(80)
    /// How long a completion waits for each answer of the running service, which has what is held, and
    /// what the log does not have yet.
    static let servicePatience: Duration = .milliseconds(200)

    private typealias Question = @Sendable (any FlowLog) -> Void

    private struct State {
        var question: Question?
        /// From the question until its answer.
        var isBusy = false
        var deadline: ContinuousClock.Instant = .now
        var openLog: @Sendable () throws -> any FlowLog
        /// Counts the logs that were read from; what was opened or answered for an earlier one is not for
        /// this one.
        var generation = 0
        /// The write end of the pipe that wakes the thread; nil before it runs.
        var wake: Int32?
    }

    private let state: Mutex<State>
    private let known = Mutex<[String: any Sendable]>([:])
    private let interruption: Interruption

    init(_ interruption: Interruption, openLog: @escaping @Sendable () throws -> any FlowLog) {
        self.interruption = interruption
        state = Mutex(State(openLog: openLog))
    }

    /// Reads another log, or the same one at another moment, from now on.
    func read(from openLog: @escaping @Sendable () throws -> any FlowLog) {
        state.withLock { state in
            state.openLog = openLog
            state.generation += 1
            known.withLock { $0 = [:] }
        }
    }

    /// A completion begins.
    func begin() { state.withLock { $0.deadline = .now + Self.patience } }

    /// The answer to a question; the last answer under that key when it does not come in time, cannot
    /// be read, or Ctrl-C was pressed.
    func ask<Answer: Sendable>(
        _ key: String,
        _ question: @escaping @Sendable (any FlowLog) throws -> Answer
    ) -> Answer? {
        let generation = state.withLock { $0.generation }
        guard waitUntilFree(),
            start({ [self] log in
                guard let answer = try? question(log) else { return }
                state.withLock { state in
                    guard state.generation == generation else { return }
                    known.withLock { $0[key] = answer }
                }
            })
        else { return known.withLock { $0[key] as? Answer } }
        _ = waitUntilFree()
        return known.withLock { $0[key] as? Answer }
    }

    /// Looks every few milliseconds: the answer nearly always comes within the first of them.
    private func waitUntilFree() -> Bool {
        while true {
            let (isBusy, deadline) = state.withLock { ($0.isBusy, $0.deadline) }
            if !isBusy { return true }
            guard .now < deadline, !interruption.isRequested else { return false }
            usleep(500)
        }
    }

    private func start(_ question: @escaping Question) -> Bool {
        let wake = state.withLock { state -> Int32? in
            guard let wake = state.wake ?? startThread() else { return nil }
            state.wake = wake
            state.isBusy = true
            state.question = question
            return wake
        }
        guard let wake else { return false }
        writeAll([1], to: wake)
        return true
    }

    /// - Returns: the end of the pipe that wakes it.
    private func startThread() -> Int32? {
        guard let ends = closingPipe() else { return nil }
        let job = Job(reader: self, wake: ends.reader)
        var thread = pthread_t()
        let status = pthread_create(
            &thread,
            nil,
            { context in
                let job = Unmanaged<Job>.fromOpaque(context!).takeRetainedValue()
                job.reader.answer(wokenBy: job.wake)
                return nil
            },
            Unmanaged.passRetained(job).toOpaque()
        )
        guard status == 0 else { return nil }
        pthread_detach(thread)
        return ends.writer
    }

    private final class Job {
        let reader: CompletionReader
        let wake: Int32

        init(reader: CompletionReader, wake: Int32) {
            self.reader = reader
            self.wake = wake
        }
    }

    /// The thread: one question after the other, as long as the process lives.
    private func answer(wokenBy wake: Int32) {
        // Signals are the business of the threads that were there before.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        var log: (any FlowLog)?
        var generation = 0
        var byte: UInt8 = 0
        while Glibc.read(wake, &byte, 1) == 1 {
            let now = state.withLock { $0 }
            if now.generation != generation { log = nil }
            generation = now.generation
            if log == nil { log = try? now.openLog() }
            if let log { now.question?(log) }
            state.withLock { $0.isBusy = false }
        }
    }
}
