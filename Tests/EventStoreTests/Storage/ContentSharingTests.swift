import Flows
import GRDB
import Testing

@testable import EventStore

@Suite struct `Contents told as pieces of others` {
    /// Records one flow whose event holds the request's body and whose response holds the result's.
    static func record(
        _ body: [UInt8],
        in log: EventLog,
        _ random: inout SeededGenerator
    ) throws -> TestFlow {
        var flow = random.testFlow(.door)
        func add(_ event: FlowEvent, _ contents: Content...) throws {
            let new = NewEvent(event, contents: contents, at: .now())
            flow.recorded.append(new)
            try log.record([new], of: &flow.cursor)
        }
        let head = MessageHead(method: "POST", target: "/", headers: [("a", random.text())])
        try add(random.event(.sent), Content(.request, head.message(body: body)))
        var event = JSONWriter()
        event.beginObject()
        event.key("headers")
        event.string(random.text())
        event.key("body")
        event.string(utf8: body)
        event.key("after")
        event.string(random.text())
        event.endObject()
        var trigger = Triggered(function: "F", route: nil, format: .http2, eventBytes: 1)
        trigger.isAuthorizer = false
        try add(.triggered(trigger), Content(.event, event.bytes))
        var result = JSONWriter()
        result.beginObject()
        result.key("statusCode")
        result.integer(200)
        result.key("body")
        result.string(utf8: body)
        result.endObject()
        try add(random.event(.executed), Content(.result, result.bytes))
        let repaired = Array(String(decoding: body, as: UTF8.self).utf8)
        let response = MessageHead(status: 200, headers: [("b", random.text())])
        try add(random.event(.returned), Content(.response, response.message(body: repaired)))
        return flow
    }

    static func forms(in folder: TemporaryLog) throws -> [Int: Int] {
        let queue = try folder.connection()
        let forms = try queue.read {
            try Int.fetchAll($0, sql: "SELECT form FROM log_content ORDER BY id")
        }
        return Dictionary(forms.map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test func `any body is assembled exactly again`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var flows: [TestFlow] = []
        for round in 0..<150 {
            var random = SeededGenerator(round)
            let body =
                switch round {
                case 0: [UInt8]()
                case 1: [UInt8](repeating: 0x22, count: 1 << 19)
                case 2: [UInt8](repeating: 0xFF, count: 200)
                case 3:
                    Array(#"{"a":"\ud83d\ude00 \u00e9 \/"}"#.utf8)
                        + [UInt8](repeating: 0x0A, count: 99)
                default: random.body()
                }
            flows.append(try Self.record(body, in: log, &random))
        }
        await log.sync()
        let reader = try LogReader(path: folder.path)
        for (round, flow) in flows.enumerated() {
            let events = try reader.events(of: flow.cursor.id)
            #expect(events.map(\.contents) == flow.recorded.map(\.contents), "round \(round)")
        }
        // Bodies that are long enough and text are told twice as pieces.
        let pieces = try Self.forms(in: folder)[1] ?? 0
        #expect(pieces > 80, "\(pieces) contents in form 1")
        #expect(try leafMismatches(in: folder.connection()) == [])
        await log.close()
    }

    @Test func `a long body is kept once in a message and its event`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(1)
        let body = Array(String(repeating: #"{"quoted":"line\n"} "#, count: 500).utf8)
        let flow = try Self.record(body, in: log, &random)
        await log.close()
        #expect(try Self.forms(in: folder) == [0: 3, 1: 2])
        let bytes = try await folder.connection().read {
            try Int.fetchOne($0, sql: "SELECT sum(length(bytes)) FROM log_content") ?? 0
        }
        let asTold = flow.recorded.flatMap(\.contents).reduce(0) { $0 + $1.bytes.count }
        #expect(bytes * 10 < asTold * 6)
    }

    @Test func `erasing a content takes along what was told by it, and leaves every leaf valid`()
        async throws
    {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(1)
        let flow = try Self.record([UInt8](repeating: 0x78, count: 500), in: log, &random)
        await log.close()
        try await folder.connection().write {
            try $0.execute(sql: "DELETE FROM log_content WHERE id & 7 = 0")
        }
        let events = try LogReader(path: folder.path).events(of: flow.cursor.id)
        #expect(events.map { $0.contents.map(\.name) } == [[], [], [.result], [.response]])
        #expect(try leafMismatches(in: folder.connection()) == [])
        // And the salt: then nothing can ever be matched to the commitments, which still stand.
        try await folder.connection().write { try $0.execute(sql: "DELETE FROM log_content") }
        #expect(try leafMismatches(in: folder.connection()) == [])
    }

    @Test func `stored commitments are those of the stored contents`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(200, seed: 8, in: log)
        await log.close()
        #expect(try Self.checkedCommitments(in: folder) > 60)
    }

    /// Computes every commitment anew from salt and content, and gives how many there were.
    static func checkedCommitments(in folder: TemporaryLog) throws -> Int {
        try folder.connection().read { database in
            var count = 0
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT e.position, e.revision, e.commitments, c.bytes AS salt
                    FROM log_event e JOIN log_event f ON f.stream_id = e.stream_id AND f.revision = 1
                    JOIN log_content c ON c.id = f.position * 8 + 7 WHERE e.commitments IS NOT NULL
                    """
            )
            for row in rows {
                let salt: DataBlob = row["salt"]
                let stored: DataBlob = row["commitments"]
                let revision: Int64 = row["revision"]
                let contents = try EventRows.contents(
                    at: row["position"],
                    Set(ContentName.allCases),
                    in: database
                )
                var commitments: [UInt8] = []
                for content in contents {
                    content.bytes.withUnsafeBytes {
                        Commitment(salt: salt.bytes).append(
                            to: &commitments,
                            revision: UInt64(revision),
                            slot: content.name.rawValue,
                            bytes: $0
                        )
                    }
                }
                #expect(commitments == stored.bytes)
                count += contents.count
            }
            return count
        }
    }

    @Test func `pieces that do not fit are an error, not a guess`() async throws {
        let folder = try TemporaryLog()
        await (try EventLog(path: folder.path)).close()
        let queue = try folder.connection()
        try await queue.write {
            try $0.execute(sql: "INSERT INTO log_content VALUES (8, 0, x'414243')")
        }
        try await queue.read { (database) throws in
            func assemble(_ offset: Int, _ length: Int, _ way: ContentPieces.Way) throws -> [UInt8]?
            {
                let pieces = ContentPieces.encode(
                    source: 8,
                    offset: offset,
                    length: length,
                    way: way,
                    before: [1],
                    after: [2]
                )
                return try ContentPieces.assemble(pieces, in: database)
            }
            #expect(try assemble(1, 2, .verbatim) == [1, 0x42, 0x43, 2])
            #expect(throws: LogError.self) { try assemble(2, 2, .verbatim) }
            #expect(throws: LogError.self) { try ContentPieces.assemble([1, 2], in: database) }
            let elsewhere = ContentPieces.encode(
                source: 9,
                offset: 0,
                length: 1,
                way: .verbatim,
                before: [],
                after: []
            )
            #expect(try ContentPieces.assemble(elsewhere, in: database) == nil)
        }
    }

    /// What escaping gives must never change: form 1 in old logs rests on it.
    @Test func `escaping is fixed`() {
        let text: [UInt8] =
            Array("a\"\\/\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}\u{7F}é😀".utf8) + [0xFF]
        let expected = #"a\"\\/\u0000\u0001\b\t\n\u000b\f\r\u001f"# + "\u{7F}é😀\u{FFFD}"
        #expect(ContentPieces.transform(text[...], .escaped) == Array(expected.utf8))
    }
}
