import Testing

/// Gives a suite one running service for all of its tests.
struct ServiceTrait: SuiteTrait, TestScoping {
    let isRecursive = false
    let make: @Sendable () throws -> RunningService

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        let service = try await onThread(make)
        try await Shared.$service.withValue(service) { try await function() }
        let output = try await onThread { try service.stop() }
        #expect(output.code == 0, "\(output)")
        service.discard()
    }
}

enum Shared {
    /// The service of the suite that a test belongs to.
    @TaskLocal static var service: RunningService?
}

extension Trait where Self == ServiceTrait {
    static func service(_ make: @escaping @Sendable () throws -> RunningService) -> Self {
        ServiceTrait(make: make)
    }
}

/// Runs a test's work against the suite's service, on a thread of its own.
func withService<Value: Sendable>(
    _ body: @escaping @Sendable (RunningService) throws -> Value
) async throws -> Value {
    let service = try #require(Shared.service)
    return try await onThread { try body(service) }
}
