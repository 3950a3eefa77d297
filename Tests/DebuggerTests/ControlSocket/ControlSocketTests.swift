import Debugger
import EventStore
import Flows
import Foundation
import Glibc
import HTTPServer
import NIOPosix
import Testing

@Suite struct `The control socket` {
    /// A service's socket over a log of its own, in a temporary folder.
    final class Service: Sendable {
        let folder: String
        let logPath: String
        let log: EventLog
        let calls = CallRegistry()
        let executor: EventLoopExecutor
        private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        private let listener: HTTPListener

        init() async throws {
            folder = NSTemporaryDirectory() + "waybill-control-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            logPath = folder + "/log.sqlite"
            log = try EventLog(path: logPath)
            let loop = group.next()
            executor = EventLoopExecutor(loop)
            let socket = ControlSocket(
                log: log,
                calls: calls,
                executor: executor,
                status: { Array(#"{"version":"test"}"#.utf8) }
            )
            listener = try await HTTPListener.bind(
                .unix(path: ControlSocketPath.of(logPath: logPath)),
                on: loop,
                responder: socket
            ).get()
        }

        /// Runs on the loop, which owns the log and the calls.
        func onLoop(_ body: @escaping @Sendable () async -> Void) async {
            await withCheckedContinuation { continuation in
                executor.loop.execute { [executor] in
                    executor.start {
                        await body()
                        continuation.resume()
                    }
                }
            }
        }

        func close() async throws {
            try await listener.close(grace: .zero).get()
            await onLoop { [log] in await log.close() }
            try await group.shutdownGracefully()
            try FileManager.default.removeItem(atPath: folder)
        }
    }

    @Test func `is found beside the log, and only while a service listens`() async throws {
        let service = try await Service()
        #expect(ServiceClient.find(logPath: service.logPath) != nil)
        #expect(ServiceClient.find(logPath: service.folder + "/other/log.sqlite") == nil)
        let path = service.logPath
        try await service.close()
        #expect(ServiceClient.find(logPath: path) == nil)
    }

    @Test func `tells the service's status`() async throws {
        let service = try await Service()
        let client = try #require(ServiceClient.find(logPath: service.logPath))
        #expect(String(decoding: try client.status(), as: UTF8.self) == #"{"version":"test"}"#)
        try await service.close()
    }

    @Test func `after sync a reader sees what was only recorded before`() async throws {
        let service = try await Service()
        let (log, logPath) = (service.log, service.logPath)
        await service.onLoop {
            for number in 0..<3 { log.recordService("test") { $0.put("number", number) } }
        }
        try #require(ServiceClient.find(logPath: logPath)).sync()
        #expect(try LogReader(path: logPath).head() == 3)
        try await service.close()
    }

    /// Records `count` events of the service.
    private func record(_ count: Int, _ service: Service) async {
        let log = service.log
        await service.onLoop {
            for number in 0..<count { log.recordService("test") { $0.put("number", number) } }
            log.flush()
        }
    }

    /// The positions up to `last`, as they are told.
    private func positions(_ changes: ChangeStream, through last: Int64) throws -> [Int64] {
        var told = [changes.position]
        while told[told.count - 1] < last, !changes.hasEnded {
            changes.read()
            if changes.position != told.last { told.append(changes.position) }
        }
        try #require(told.last ?? 0 >= last, "the stream ended")
        return told
    }

    @Test func `tells who follows how far the log file reaches, and again when it has more`()
        async throws
    {
        let service = try await Service()
        await record(3, service)
        let client = try #require(ServiceClient.find(logPath: service.logPath))
        try client.sync()
        let changes = try client.followChanges()
        #expect(try positions(changes, through: 3) == [3])
        await record(2, service)
        // What is told is in the file by then.
        let last = try positions(changes, through: 5).last
        #expect(last == 5)
        #expect(try LogReader(path: service.logPath).head() == 5)
        try await service.close()
        while !changes.hasEnded { changes.read() }
    }

    @Test func `tells a busy log's positions at most twenty times a second`() async throws {
        let service = try await Service()
        let (log, logPath) = (service.log, service.logPath)
        let changes = try #require(ServiceClient.find(logPath: logPath)).followChanges()
        let started = ContinuousClock.now
        await service.onLoop {
            for number in 0..<200 {
                log.recordService("test") { $0.put("number", number) }
                // A transaction of its own for each.
                await log.sync()
            }
        }
        let told = try positions(changes, through: 200)
        let seconds =
            Double((ContinuousClock.now - started).components.attoseconds) / 1e18
            + Double((ContinuousClock.now - started).components.seconds)
        #expect(told == told.sorted() && Set(told).count == told.count)
        #expect(Double(told.count) <= seconds * 20 + 2)
        try await service.close()
    }

    @Test func `a follower that reads late gets the latest position, and other calls go on`()
        async throws
    {
        let service = try await Service()
        let client = try #require(ServiceClient.find(logPath: service.logPath))
        let late = try client.followChanges()
        let prompt = try client.followChanges()
        for round in 1...5 {
            await record(20, service)
            _ = try positions(prompt, through: Int64(round) * 20)
        }
        #expect(String(decoding: try client.status(), as: UTF8.self) == #"{"version":"test"}"#)
        #expect(late.position == 0)
        _ = try positions(late, through: 100)
        try await service.close()
    }

    @Test func `refuses a follower too many, until another has gone`() async throws {
        let service = try await Service()
        let client = try #require(ServiceClient.find(logPath: service.logPath))
        var followers = try (0..<64).map { _ in try client.followChanges() }
        let error = #expect(throws: ServiceError.self) { try client.followChanges() }
        #expect(error?.description.contains("503") == true)
        followers.removeLast()
        // The service notices the end of a connection a moment after the client.
        var accepted: ChangeStream?
        let deadline = ContinuousClock.now + .seconds(10)
        while accepted == nil, ContinuousClock.now < deadline {
            accepted = try? client.followChanges()
        }
        #expect(accepted != nil)
        followers = []
        try await service.close()
    }

    @Test func `follows an announced call and takes its report`() async throws {
        let service = try await Service()
        let (calls, log) = (service.calls, service.log)
        let client = try #require(ServiceClient.find(logPath: service.logPath))
        let lines = try client.announceCall(client: "127.0.0.1:50001")
        let id = FlowID(high: 0x0192_7000_0000_7000, low: 0x8000_0000_7F3A_9C21)
        let (reports, continuation) = AsyncStream.makeStream(of: Displayed?.self)
        await service.onLoop {
            let flow = LiveFlow(id: id, kind: .door, sentAt: .now(), recorder: log)
            #expect(calls.claim(flow, client: "127.0.0.1:50002") == false)
            #expect(calls.claim(flow, client: "127.0.0.1:50001"))
            try? flow.record(
                .sent(
                    Sent(
                        kind: .door,
                        api: "Api",
                        apiKind: .http,
                        stage: "$default",
                        method: "GET",
                        protocolName: "HTTP/1.1",
                        headBytes: 1,
                        bodyBytes: 0,
                        isComplete: true,
                        traceID: nil
                    )
                )
            )
            Task { continuation.yield(await calls.displayReport(of: id)) }
        }
        let line = try #require(lines.nextLine())
        #expect(line.contains(#""type":"sent""#) && line.contains(id.description))
        try client.displayed(
            flow: id.description,
            bytes: 42,
            firstByteMicroseconds: 1,
            lastByteMicroseconds: 2
        )
        var iterator = reports.makeAsyncIterator()
        let report = await iterator.next() ?? nil
        #expect(report?.bytes == 42)
        #expect(report?.isReportedByClient == true)
        try await service.close()
    }

    @Test func `refuses what it does not know, and says so`() async throws {
        let service = try await Service()
        let client = try #require(ServiceClient.find(logPath: service.logPath))
        let error = #expect(throws: ServiceError.self) {
            try client.displayed(
                flow: "no-flow",
                bytes: 1,
                firstByteMicroseconds: 1,
                lastByteMicroseconds: 1
            )
        }
        #expect(error?.description.contains("400") == true)
        try await service.close()
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A service that does not answer` {
    /// Listens as a service that has been stopped: the kernel takes connections until its queue is full.
    private func withSilentService(
        queue: Int32,
        _ body: (_ logPath: String) throws -> Void
    ) throws {
        let folder = NSTemporaryDirectory() + "waybill-silent-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let logPath = folder + "/log.sqlite"
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) {
            $0.copyBytes(from: ControlSocketPath.of(logPath: logPath).utf8)
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 }
        }
        try #require(isBound && listen(listener, queue) == 0)
        try body(logPath)
    }

    @Test func `is gone for whoever has little patience`() throws {
        try withSilentService(queue: 8) { path in
            let service = ServiceClient.find(logPath: path, patience: .milliseconds(20))
            let impatient = try #require(service)
            #expect(throws: ServiceError.self) { try impatient.status() }
            #expect(throws: ServiceError.self) { try impatient.holds() }
        }
    }

    @Test func `is not found when it takes no connection any more`() throws {
        try withSilentService(queue: 0) { path in
            var services: [ServiceClient] = []
            // Each is a connection that waits to be accepted.
            while let service = ServiceClient.find(logPath: path, patience: .milliseconds(20)) {
                services.append(service)
                try #require(services.count < 100)
            }
            #expect(!services.isEmpty)
        }
    }
}

@Suite struct `The path of the control socket` {
    @Test func `is beside the log`() {
        #expect(
            ControlSocketPath.of(logPath: "/p/.waybill/log.sqlite") == "/p/.waybill/control.sock"
        )
        #expect(ControlSocketPath.of(logPath: "log.sqlite") == "./control.sock")
    }

    @Test func `moves to a short folder when it would not fit an address`() {
        let long = "/" + String(repeating: "deep/", count: 30) + "log.sqlite"
        let path = ControlSocketPath.of(logPath: long)
        #expect(path.utf8.count <= 107)
        #expect(path == ControlSocketPath.of(logPath: long))
        #expect(path != ControlSocketPath.of(logPath: "/x" + long))
    }
}
