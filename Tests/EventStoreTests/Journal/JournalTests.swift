import Flows
import Foundation
import Testing

@testable import EventStore

@Suite struct `Event frames` {
    @Test func `an event comes back from its frame`() throws {
        for round in 0..<300 {
            var random = SeededGenerator(round)
            var bytes: [UInt8] = []
            var expected: [RecordedEvent] = []
            for index in 0..<Int.random(in: 1...4, using: &random) {
                let event = random.event(random.element(of: EventType.allCases))
                let contents = ContentName.allCases.compactMap { name in
                    random.perhaps { Content(name, $0.bytes(upTo: 50)) }
                }
                let recorded = RecordedEvent(
                    position: Int64(random.number() >> 8) + 1,
                    flow: random.flowID(),
                    revision: index + 1,
                    recordedAt: Timestamp(microseconds: Int64(random.number())),
                    occurredAt: Timestamp(microseconds: Int64(random.number())),
                    event: event,
                    contents: contents
                )
                expected.append(recorded)
                EventFrame.append(
                    position: recorded.position,
                    streamID: recorded.flow.bytes,
                    streamKind: .flow,
                    revision: recorded.revision,
                    type: event.type.rawValue,
                    version: event.version,
                    recordedAt: recorded.recordedAt,
                    occurredAt: recorded.occurredAt,
                    data: event.data,
                    salt: index == 0 ? Array(0..<16) : nil,
                    contents: contents,
                    to: &bytes
                )
            }
            var read: [RecordedEvent?] = []
            var salts: [[UInt8]?] = []
            try bytes.withUnsafeBytes { buffer in
                try FramedEvent.forEach(in: buffer) { event in
                    read.append(try event.recordedEvent(contents: Set(ContentName.allCases)))
                    salts.append(event.salt.map { Array($0) })
                }
            }
            #expect(read == expected, "round \(round)")
            #expect(salts == expected.indices.map { $0 == 0 ? Array(0..<16) : nil })
        }
    }

    @Test func `only the contents asked for are copied`() throws {
        var bytes: [UInt8] = []
        EventFrame.append(
            position: 1,
            streamID: [UInt8](repeating: 7, count: 16),
            streamKind: .flow,
            revision: 1,
            type: "interrupted",
            version: 1,
            recordedAt: .now(),
            occurredAt: .now(),
            data: Array("{}".utf8),
            salt: nil,
            contents: [Content(.request, [1]), Content(.log, [2])],
            to: &bytes
        )
        try bytes.withUnsafeBytes { (buffer) throws in
            try FramedEvent.forEach(in: buffer) { (event) throws in
                #expect(try event.recordedEvent(contents: [.log])?.contents == [Content(.log, [2])])
            }
        }
    }
}

@Suite struct `The journal` {
    /// A group of one event at `position` with about `size` bytes.
    static func group(_ position: Int64, size: Int = 100) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Journal.groupHeaderSize)
        EventFrame.append(
            position: position,
            streamID: [UInt8](repeating: 7, count: 16),
            streamKind: .service,
            revision: Int(position),
            type: "test",
            version: 1,
            recordedAt: .now(),
            occurredAt: .now(),
            data: Array("{}".utf8),
            salt: nil,
            contents: [
                Content(.text, [UInt8](repeating: UInt8(truncatingIfNeeded: position), count: size))
            ],
            to: &bytes
        )
        return bytes
    }

    static func positions(logPath: String) -> [Int64] {
        Journal.readGroups(logPath: logPath).flatMap { group in
            var positions: [Int64] = []
            group.withUnsafeBytes { events in
                FramedEvent.forEach(in: events) { positions.append($0.position) }
            }
            return positions
        }
    }

    /// A journal with groups 1 to `count`: the bytes of its first file and where each group ends.
    static func filled(_ count: Int64) throws -> (bytes: [UInt8], ends: [Int]) {
        let log = try TemporaryLog()
        let journal = try Journal(logPath: log.path)
        var ends: [Int] = []
        for position in 1...count {
            var group = group(position, size: Int(position) * 3)
            ends.append((ends.last ?? Journal.headerSize) + group.count)
            try journal.append(&group, lastPosition: position, appliedThrough: 0)
        }
        let file = try Data(
            contentsOf: URL(fileURLWithPath: Journal.path(of: 0, logPath: log.path))
        )
        return (Array(file.prefix(ends.last!)), ends)
    }

    @Test func `groups come back in the order they were written`() throws {
        let log = try TemporaryLog()
        let journal = try Journal(logPath: log.path)
        var written: [[UInt8]] = []
        for position in 1...50 as ClosedRange<Int64> {
            var group = Self.group(position)
            try journal.append(&group, lastPosition: position, appliedThrough: 0)
            written.append(Array(group[Journal.groupHeaderSize...]))
        }
        #expect(Journal.readGroups(logPath: log.path) == written)
    }

    @Test func `any flipped byte ends the replay there and loses nothing before`() throws {
        let (bytes, ends) = try Self.filled(8)
        let log = try TemporaryLog()
        let file = URL(fileURLWithPath: Journal.path(of: 0, logPath: log.path))
        for offset in bytes.indices {
            var damaged = bytes
            damaged[offset] ^= 1 << UInt8(offset % 8)
            try Data(damaged + [UInt8](repeating: 0, count: 500)).write(to: file)
            let whole = ends.count { $0 <= offset }
            let isPadding = (28..<Journal.headerSize).contains(offset)
            let expected = offset < 28 ? 0 : isPadding ? 8 : whole
            #expect(
                Self.positions(logPath: log.path) == Array(Int64(1)..<Int64(expected + 1)),
                "byte \(offset)"
            )
        }
    }

    @Test func `a cut anywhere keeps every whole group before it`() throws {
        let (bytes, ends) = try Self.filled(8)
        let log = try TemporaryLog()
        let file = URL(fileURLWithPath: Journal.path(of: 0, logPath: log.path))
        for length in 0...bytes.count {
            // Cut off, and torn: the rest of the sectors still has something else.
            for rest in [
                [], [UInt8](repeating: 0, count: 300), [UInt8](repeating: 0xA5, count: 300),
            ] {
                try Data(bytes.prefix(length) + rest).write(to: file)
                let whole = length < 28 ? 0 : ends.count { $0 <= length }
                #expect(
                    Self.positions(logPath: log.path) == Array(Int64(1)..<Int64(whole + 1)),
                    "cut at \(length)"
                )
            }
        }
    }

    @Test func `groups of an earlier run are never taken`() throws {
        let log = try TemporaryLog()
        do {
            let journal = try Journal(logPath: log.path)
            for position in 1...9 as ClosedRange<Int64> {
                var group = Self.group(position)
                try journal.append(&group, lastPosition: position, appliedThrough: 0)
            }
        }
        let journal = try Journal(logPath: log.path)
        #expect(Self.positions(logPath: log.path) == [])
        // The same size: behind it the old groups begin at their old places.
        var group = Self.group(10)
        try journal.append(&group, lastPosition: 10, appliedThrough: 9)
        #expect(Self.positions(logPath: log.path) == [10])
    }

    @Test func `a file is written again only when the database has its events`() throws {
        let log = try TemporaryLog()
        let journal = try Journal(logPath: log.path)
        let first = journal.activeDescriptor
        func append(_ position: Int64, applied: Int64) throws {
            var group = Self.group(position, size: 1 << 20)
            try journal.append(&group, lastPosition: position, appliedThrough: applied)
        }
        for position in 1...3 as ClosedRange<Int64> { try append(position, applied: 0) }
        #expect(journal.activeDescriptor == first)
        // The fourth does not fit; the other file is empty.
        try append(4, applied: 0)
        let second = journal.activeDescriptor
        #expect(second != first)
        for position in 5...6 as ClosedRange<Int64> { try append(position, applied: 2) }
        // The first file holds 3, which the database lacks: the second grows.
        try append(7, applied: 2)
        #expect(journal.activeDescriptor == second)
        #expect(Self.positions(logPath: log.path) == [1, 2, 3, 4, 5, 6, 7])
        // Now it has it: the first begins anew, and what it held is gone.
        try append(8, applied: 3)
        #expect(journal.activeDescriptor == first)
        #expect(Self.positions(logPath: log.path) == [4, 5, 6, 7, 8])
    }

    @Test func `a full journal refuses, and goes on when the database follows`() throws {
        let log = try TemporaryLog()
        let journal = try Journal(logPath: log.path)
        var last: Int64 = 0
        let error = #expect(throws: JournalError.self) {
            while last < 100 {
                var group = Self.group(last + 1, size: 6 << 20)
                try journal.append(&group, lastPosition: last + 1, appliedThrough: 0)
                last += 1
            }
        }
        #expect(error?.code == .logFull)
        #expect(error?.description.contains("the database does not follow") == true)
        let size = try (0..<2).map {
            try FileManager.default.attributesOfItem(
                atPath: Journal.path(of: $0, logPath: log.path)
            )[.size] as? Int ?? 0
        }
        #expect(size.allSatisfy { $0 <= Journal.segmentLimit })
        #expect(Self.positions(logPath: log.path) == Array(1...last))
        var group = Self.group(last + 1)
        try journal.append(&group, lastPosition: last + 1, appliedThrough: last)
    }

    @Test func `a file whose sync failed is left only when the database has everything`() throws {
        let log = try TemporaryLog()
        let journal = try Journal(logPath: log.path)
        var group = Self.group(1)
        try journal.append(&group, lastPosition: 1, appliedThrough: 0)
        let failed = journal.activeDescriptor
        let error = #expect(throws: JournalError.self) {
            try journal.leaveFailedFile(appliedThrough: 0)
        }
        #expect(error?.code == .input)
        try journal.leaveFailedFile(appliedThrough: 1)
        #expect(journal.activeDescriptor != failed)
    }

    @Test func `the files are nobody else's, and gone after a clean end`() throws {
        let log = try TemporaryLog()
        let journal = try Journal(logPath: log.path)
        for index in 0..<2 {
            let path = Journal.path(of: index, logPath: log.path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
        #expect(Journal.exists(logPath: log.path))
        Journal.remove(logPath: log.path)
        #expect(!Journal.exists(logPath: log.path))
        withExtendedLifetime(journal) {}
    }

    @Test func `a folder that is not there is named`() {
        let error = #expect(throws: JournalError.self) {
            _ = try Journal(logPath: "/nowhere/log.sqlite")
        }
        #expect(
            error?.description
                == "cannot open /nowhere/log.sqlite.journal-0: No such file or directory"
        )
    }
}
