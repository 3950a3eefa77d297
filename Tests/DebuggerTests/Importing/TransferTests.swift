import EventStore
import Flows
import Foundation
import HTTPServer
import NIOPosix
import Testing

@testable import Debugger

private func stories(
    _ names: String...,
    function: String? = "orders"
) throws -> [ImportedStory] {
    ImportReader(function: function).read(
        try names.map { ImportSource(name: $0, bytes: try fixture($0)) }
    ).stories
}

private func description(_ count: Int) -> ImportDescription {
    ImportDescription(
        operatorName: "tester",
        formats: "queue",
        files: ["dead-letters.json"],
        count: count
    )
}

private func batchEvents(_ path: String) throws -> [LoggedEvent] {
    try LogReader(path: path).events(from: 1, limit: 10_000, newestFirst: false)
        .filter { $0.streamKind == .batch }
}

@Suite struct `While no service runs, an import` {
    @Test func `is a batch of whole flows in the log, and makes the log where there is none`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/.waybill/log.sqlite"
            let all = try stories("dead-letters.json", "access.jsonl", "function-log.json")
            let result = try Transfers(logPath: path)
                .record(all, as: description(all.count), refused: 1) { _ in }
            #expect(result.count == ImportCount(imported: 7, present: 0))
            let reader = try LogReader(path: path)
            for story in all {
                let events = try reader.events(of: story.id)
                #expect(events.count == story.events.count + 1)
                let flow = try #require(try Flow(events: events))
                #expect(flow.kind == .imported && flow.origin?.batch == result.batch)
                #expect(flow.isStartKnown == (story.startedAt != nil))
                for (event, told) in zip(events.dropFirst(), story.events) {
                    #expect(event.hasKnownTime(in: .imported) == (told.occurredAt != nil))
                    #expect(event.event == told.event)
                    #expect(event.contents == told.contents)
                }
            }
            let batch = try batchEvents(path)
            #expect(batch.map(\.type) == ["importStarted", "importEnded"])
            #expect(
                batch[0].data == #"{"operator":"tester","format":"queue","files":1,"flows":7}"#
            )
            #expect(batch[1].data == #"{"imported":7,"present":0,"refused":1}"#)
            #expect(!LogRecovery.isNeeded(path: path))
        }
    }

    @Test func `that is run again brings nothing twice`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/log.sqlite"
            let all = try stories("dead-letters.json")
            let transfers = Transfers(logPath: path)
            _ = try transfers.record(
                Array(all.prefix(2)),
                as: description(2),
                refused: 0
            ) { _ in }
            let again = try transfers.record(all + all, as: description(6), refused: 0) { _ in }
            #expect(again.count == ImportCount(imported: 1, present: 5))
            #expect(try LogReader(path: path).flows(FlowListing()).total == 3)
        }
    }

    @Test func `that is run again with a function names the one that was not known`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/log.sqlite"
            func record(_ function: String?) throws -> ImportCount {
                let all = try stories("dead-letters.json", function: function)
                return try Transfers(logPath: path)
                    .record(all + all, as: description(3), refused: 0) { _ in }.count
            }
            #expect(try record(nil) == ImportCount(imported: 3, present: 3))
            let before = try LogReader(path: path).flows(FlowListing()).flows
            let unnamed = before.filter { $0.function == nil }
            #expect(unnamed.count == 2, "one of them names its function itself")
            #expect(try record("orders") == ImportCount(present: 6, named: 2))
            let named = try LogReader(path: path).flows(FlowListing()).flows
            #expect(named.count == 3 && named.allSatisfy { $0.function == "orders" })
            for flow in named {
                let events = try LogReader(path: path).events(of: flow.id)
                let origin = try ReplayOrigin(events, mode: .event)
                #expect(origin.triggered?.function == "orders")
            }
            // Named once; another name changes nothing.
            #expect(try record("other") == ImportCount(present: 6))
            _ = try LogRecovery.rebuild(path: path) { _ in }
            #expect(try LogReader(path: path).flows(FlowListing()).flows == named)
        }
    }

    @Test func `gives projections that a rebuild gives again`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/log.sqlite"
            let names = [
                "dead-letters.json", "destinations.jsonl", "browser.har", "commands.sh",
                "function-log.txt",
            ]
            for name in names {
                let all = try stories(name, function: nil)
                _ = try Transfers(logPath: path).record(all, as: description(all.count), refused: 0)
                {
                    _ in
                }
            }
            let before = try LogReader(path: path).flows(FlowListing()).flows
            _ = try LogRecovery.rebuild(path: path) { _ in }
            #expect(try LogReader(path: path).flows(FlowListing()).flows == before)
            #expect(before.contains { $0.function == nil && $0.errorMessage != nil })
        }
    }

    @Test func `finds flows by the ids of their source`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/log.sqlite"
            let all = try stories("access.jsonl", "function-log.json")
            _ = try Transfers(logPath: path).record(all, as: description(4), refused: 0) { _ in }
            let reader = try LogReader(path: path)
            for id in ["7d7a0a2a-9f10-4d3e-8a02-9d1f7f3c1f55", "Tq9XyEhWoAMEbVy="] {
                #expect(try reader.candidates(for: id).map(\.id) == [all[0].id])
            }
            #expect(try reader.candidates(for: "7d7a0a2a-9f10-4d3e-8a02-000000000000").isEmpty)
        }
    }

    @Test func `of records that another import left half is gone on with`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/log.sqlite"
            let all = try stories("dead-letters.json")
            // An import that began, brought one flow and was killed.
            let log = try EventLog(path: path)
            let recorder = ImportRecorder(
                description(3),
                log: log,
                presence: try FlowPresence(path: path)
            )
            try await recorder.begin()
            _ = try await recorder.record([all[0]], known: .init(flows: [], unnamed: [:]))
            await log.close()
            let result = try Transfers(logPath: path).record(all, as: description(3), refused: 0) {
                _ in
            }
            #expect(result.count == ImportCount(imported: 2, present: 1))
            #expect(
                try batchEvents(path).map(\.type) == [
                    "importStarted", "importStarted", "importEnded",
                ]
            )
        }
    }
}

@Suite struct `The record of an export` {
    private let export = ExportRecord(
        operatorName: "tester",
        format: "har",
        isUnmasked: true,
        count: 3,
        flow: nil,
        words: "failed since -1h"
    )

    @Test func `goes on record while no service runs`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/log.sqlite"
            try Transfers(logPath: path).record(export)
            let events = try LogReader(path: path).events(from: 1, limit: 10, newestFirst: false)
            #expect(events.map(\.type) == ["unmasked"])
            #expect(events[0].data == #"{"operator":"tester","format":"har","flows":3}"#)
        }
    }

    @Test func `keeps its record on the way to a service`() {
        #expect(ExportRecord(json: export.json) == export)
        #expect(ExportRecord(json: Array("{}".utf8)) == nil)
    }
}

@Suite struct `Through a running service` {
    /// A service's socket over a log of its own.
    private func withService(
        _ body: @Sendable (EventLog, EventLoopExecutor) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let log = try EventLog(path: "\(folder)/log.sqlite")
            let executor = EventLoopExecutor(group.next())
            let socket = ControlSocket(
                log: log,
                calls: CallRegistry(),
                executor: executor,
                status: { Array(#"{"functions":[{"name":"orders","handler":"app.create"}]}"#.utf8) }
            )
            let listener = try await HTTPListener.bind(
                .unix(path: ControlSocketPath.of(logPath: log.path)),
                on: executor.loop,
                limits: HTTPLimits(bodyBytes: Transfers.messageLimit),
                responder: socket
            ).get()
            let outcome: Result<Void, any Error>
            do {
                try await body(log, executor)
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            try await listener.close(grace: .zero).get()
            await withCheckedContinuation { continuation in
                executor.loop.execute {
                    executor.start {
                        await log.close()
                        continuation.resume()
                    }
                }
            }
            try await group.shutdownGracefully()
            try outcome.get()
        }
    }

    @Test func `an import is recorded by the service, in order and once`() async throws {
        try await withService { log, _ in
            let all = try stories("dead-letters.json", "browser.har")
            let transfers = Transfers(logPath: log.path)
            let first = try transfers.record(all, as: description(all.count), refused: 2) { _ in }
            #expect(first.count == ImportCount(imported: 5, present: 0))
            let again = try transfers.record(all, as: description(all.count), refused: 0) { _ in }
            #expect(again.count == ImportCount(imported: 0, present: 5))
            try #require(ServiceClient.find(logPath: log.path)).sync()
            let batch = try batchEvents(log.path)
            #expect(
                batch.map(\.type) == [
                    "importStarted", "importEnded", "importStarted", "importEnded",
                ]
            )
            #expect(batch[1].data == #"{"imported":5,"present":0,"refused":2}"#)
            for story in all {
                #expect(
                    try LogReader(path: log.path).events(of: story.id).count == story.events.count
                        + 1
                )
            }
        }
    }

    @Test func `there is one import at a time, and one that is left ends incomplete`() async throws
    {
        try await withService { log, executor in
            let client = try #require(ServiceClient.find(logPath: log.path))
            var running: RunningImport? = try client.beginImport(description(3))
            var bytes: [UInt8] = []
            StoryFrame.append(try stories("dead-letters.json")[0], to: &bytes)
            #expect(try running?.send(bytes) == ImportCount(imported: 1, present: 0))
            let error = #expect(throws: ServiceError.self) {
                _ = try client.beginImport(description(1))
            }
            #expect(error?.description == "another import goes on")
            running = nil
            // The service sees the closed connection on its loop, in its own time.
            while try batchEvents(log.path).count < 2 {
                try await Task.sleep(for: .milliseconds(5))
                try client.sync()
            }
            let end = try batchEvents(log.path)[1]
            #expect(end.data == #"{"imported":1,"present":0,"complete":false}"#)
            try client.beginImport(description(0)).end(refused: 0)
        }
    }

    @Test func `what is no story is refused and changes nothing`() async throws {
        try await withService { log, _ in
            let client = try #require(ServiceClient.find(logPath: log.path))
            let running = try client.beginImport(description(1))
            let error = #expect(throws: ServiceError.self) { _ = try running.send([1, 2, 3]) }
            #expect(error?.description.contains("cannot be read") == true)
            // A story of a kind that an import cannot have.
            var making = FlowMaking()
            making.sent("GET", "/")
            let alien = ImportedStory(
                ImportOrigin(format: "har"),
                place: ImportPlace(file: "x"),
                key: nil,
                startedAt: nil,
                events: [ImportedStory.Event(making.events[0].event)]
            )
            var bytes: [UInt8] = []
            StoryFrame.append(alien, to: &bytes)
            #expect(throws: ServiceError.self) { _ = try running.send(bytes) }
            try running.end(refused: 0)
            try client.sync()
            #expect(try LogReader(path: log.path).flows(FlowListing()).total == 0)
        }
    }

    @Test func `exports go on record, and the handler of a function is known`() async throws {
        try await withService { log, _ in
            try Transfers(logPath: log.path).record(
                ExportRecord(
                    operatorName: "tester",
                    format: "curl",
                    isUnmasked: false,
                    count: 1,
                    flow: FlowMaking.id,
                    words: "@last"
                )
            )
            let client = try #require(ServiceClient.find(logPath: log.path))
            #expect(client.handler(ofFunction: "orders") == "app.create")
            #expect(client.handler(ofFunction: "other") == nil)
            try client.sync()
            let events = try LogReader(path: log.path).events(
                from: 1,
                limit: 10,
                newestFirst: false
            )
            #expect(events.map(\.type) == ["exported"])
            #expect(events[0].data.contains(#""flow":"01a20364-7d06-7abc-8123-45677f3a9c21""#))
        }
    }
}
