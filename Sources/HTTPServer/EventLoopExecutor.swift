import NIOCore

/// Runs tasks on one event loop, so that a request's journey can be written as one function and
/// still share the loop's objects without locks or hops to other threads.
public final class EventLoopExecutor: TaskExecutor {
    public let loop: any EventLoop

    public init(_ loop: any EventLoop) { self.loop = loop }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Starts a task at once, on the loop that is running now; it goes on there after each wait.
    public func start(_ body: @escaping @Sendable () async -> Void) {
        Task.immediate(executorPreference: self, operation: body)
    }
}
