import Flows
import Foundation
import Testing

@testable import EventStore

/// Real processes that are killed, and real writes that fail.
@Suite(.serialized) struct Faults {
    static let hasInjector = FaultInjector.compiler != nil
    static let reason: Comment = "no C compiler for the fault injector: install cc or clang"

    @Test func `kill -9 at any moment loses nothing acknowledged`() async throws {
        var acknowledgedEver: Int64 = 0
        for round in 0..<8 {
            var random = SeededGenerator(round)
            let folder = try TemporaryLog()
            let child = try ChildProcess("records until killed", in: folder)
            // Not before the first acknowledgement; then some time, so that every phase is hit.
            let file = folder.folder + "/acknowledged"
            let start = Date()
            while acknowledged(file) == 0 {
                try #require(Date().timeIntervalSince(start) < 30, "the child does not record")
                try await Task.sleep(for: .milliseconds(5))
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...150, using: &random)))
            child.kill()
            let promised = acknowledged(file)
            acknowledgedEver = max(acknowledgedEver, promised)
            try expectSound(folder, atLeast: promised, "round \(round)")
        }
        #expect(acknowledgedEver > 20)
    }

    @Test(.enabled(if: hasInjector, reason), arguments: ["enospc", "eio", "short", "syncfail"])
    func `a disk that fails is told, refuses new flows, and all goes on when it is well`(
        fault: String
    ) throws {
        let folder = try TemporaryLog()
        try ChildProcess(
            "a failing disk is told",
            in: folder,
            environment: ["WAYBILL_FAULT": fault],
            withFaults: true
        ).expectSuccess()
        try expectSound(folder, atLeast: 1, Comment(rawValue: fault))
    }

    @Test func `a full disk holds new flows back until there is room`() throws {
        let folder = try TemporaryLog()
        try ChildProcess("files that cannot grow", in: folder).expectSuccess()
    }

    @Test(.enabled(if: hasInjector, reason))
    func `a power cut loses nothing acknowledged under power durability`() throws {
        let lost = try PowerCut.statesLosingEvents(of: .power, count: 40)
        #expect(lost == 0)
    }

    /// The same cuts, where they may lose: the simulation sees what it looks for.
    @Test(.enabled(if: hasInjector, reason))
    func `a power cut under process durability loses events, and the log opens all the same`()
        throws
    {
        let lost = try PowerCut.statesLosingEvents(of: .process, count: 30)
        #expect(lost > 0)
    }

    private func acknowledged(_ file: String) -> Int64 {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        // The last line may be half written.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().last
            .flatMap { Int64($0) } ?? 0
    }
}

/// Opens a log after a fault and checks that it is whole: no gap, every leaf valid, every flow ended
/// or interrupted, projections as a rebuild makes them.
/// - Returns: the last position.
@discardableResult
func expectSound(
    _ folder: TemporaryLog,
    atLeast promised: Int64,
    _ comment: Comment
) throws -> Int64 {
    let reader = try LogReader(path: folder.path)
    let events = try reader.allEvents()
    #expect(events.map(\.position) == Array(1..<Int64(events.count + 1)), comment)
    #expect(Int64(events.count) >= promised, comment)
    #expect(try leafMismatches(in: folder.connection()) == [], comment)
    for flow in Set(events.compactMap(\.flow)) {
        let folded = try #require(try Flow(events: try reader.events(of: flow)), comment)
        #expect(!folded.cursor.isUnfinished, comment)
    }
    let live = try folder.projections()
    _ = try LogRecovery.rebuild(path: folder.path) { _ in }
    #expect(try folder.projections() == live, comment)
    return Int64(events.count)
}
