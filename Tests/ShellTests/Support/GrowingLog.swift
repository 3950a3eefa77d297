import EventStore
import Flows
import Foundation

/// A log file that a test lets grow as a service would, in a folder of its own.
final class GrowingLog {
    let folder: String
    var path: String { folder + "/log.sqlite" }
    private let log: EventLog
    private var lastShort: UInt32 = 0x1000_0000

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        log = try EventLog(path: folder + "/log.sqlite")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Records events that belong to no flow.
    func addServiceEvents(_ count: Int) async {
        for number in 0..<count { log.recordService("test") { $0.put("number", number) } }
        await log.sync()
    }

    /// Records a flow that has just ended.
    @discardableResult
    func add(failed: Bool = false, path: String = "/orders") async throws -> FlowID {
        lastShort += 1
        var story = Story(short: lastShort, at: .now())
        story.sent(target: path)
        story.triggered()
        story.started(cold: false)
        if failed {
            let document = #"{"errorType":"KeyError","errorMessage":"'sku'"}"#
            story.executed(after: 2, error: "KeyError", document: document)
        } else {
            story.executed(after: 2, log: ["made an order"])
        }
        story.returned(failed ? 500 : 201, after: 2.1, gateway: failed)
        story.displayed(after: 2.2)
        try await add(story)
        return story.id
    }

    /// Records a flow as a story tells it.
    func add(_ story: Story) async throws {
        var cursor = FlowCursor(id: story.id, kind: .door)
        for event in story.events {
            let new = NewEvent(event.event, contents: event.contents, at: event.occurredAt)
            try log.record([new], of: &cursor)
        }
        await log.sync()
    }

    func close() async { await log.close() }
}
