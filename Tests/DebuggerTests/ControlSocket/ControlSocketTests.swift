import Debugger
import EventStore
import Flows
import Foundation
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
