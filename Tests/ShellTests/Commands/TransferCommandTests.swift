import Debugger
import EventStore
import Flows
import Foundation
import Testing

@testable import Shell

/// What an import or export put on record.
private final class Records: @unchecked Sendable {
    var exports: [ExportRecord] = []
    var imports: [(stories: [ImportedStory], description: ImportDescription, refused: Int)] = []
}

/// A console whose imports and exports go nowhere but into `records`.
private func console(
    _ stories: [[RecordedEvent]] = outcomes.map(\.story.events),
    columns: Int? = nil,
    failing: Bool = false
) -> (Console, Records) {
    let console = Console(stories, columns: columns)
    let records = Records()
    console.session.transfers.recordExport = { (export) throws(TransferError) in
        if failing { throw TransferError(description: "the log is read-only", hint: "") }
        records.exports.append(export)
    }
    console.session.transfers.recordStories = {
        (stories, description, refused, _) throws(TransferError) in
        records.imports.append((stories, description, refused))
        var random = SystemRandomNumberGenerator()
        return Transfers.ImportResult(
            batch: FlowID(at: Story.noon, random: &random),
            count: ImportCount(imported: stories.count)
        )
    }
    console.session.transfers.handler = { _ in nil }
    return (console, records)
}

@Suite struct `The verb export` {
    @Test func `writes one request as it is, masked, and puts it on record`() throws {
        let (console, records) = console()
        #expect(console.run("export 7f3a9c21 --as event") == 0)
        #expect(
            console.output
                == #"{"version":"2.0","headers":{"authorization":"‹masked›"},"body":"{\"qty\":2}"}"#
        )
        #expect(console.errors == " 1 value is masked; --unmask gives them, on record\n")
        let export = try #require(records.exports.first)
        #expect(export.format == "event" && !export.isUnmasked && export.count == 1)
        #expect(export.flow?.shortID.description == "7f3a9c21")
        #expect(export.operatorName == operatingSystemUser())
    }

    @Test func `gives credentials away only on record`() throws {
        let (open, records) = console()
        #expect(open.run("export 7f3a9c21 --as event --unmask") == 0)
        #expect(open.output.contains("Bearer abc") && open.errors.isEmpty)
        #expect(records.exports.map(\.isUnmasked) == [true])
        let (closed, _) = console(failing: true)
        #expect(closed.run("export 7f3a9c21 --as event --unmask") == 3)
        #expect(closed.output.isEmpty)
        #expect(
            closed.errors.contains("an unmasked export must go on record: the log is read-only")
        )
        #expect(closed.run("export 7f3a9c21 --as event") == 0)
        #expect(closed.errors.contains("this export is not on record"))
    }

    @Test func `takes several, by name or by what they have in common, oldest first`() throws {
        let (console, records) = console()
        #expect(console.run("export 7f3a9c22 7f3a9c21 --as curl") == 0)
        let ids = console.output.split(separator: "\n").filter { $0.hasPrefix("# ") }
            .map { $0.dropFirst(2).prefix(8) }
        #expect(ids == ["7f3a9c22", "7f3a9c21"])
        let (chosen, _) = otherConsole()
        #expect(chosen.run("export where error.type = \"KeyError\" since 14:00 --as curl") == 0)
        #expect(chosen.output.hasPrefix("# 7f3a9c21 POST /orders → 500"))
        #expect(chosen.output.split(separator: "\n").count { $0.hasPrefix("# ") } == 1)
        let (failed, _) = otherConsole()
        #expect(failed.run("export failed --as har") == 0)
        let har = try JSONSerialization.jsonObject(with: Data(failed.output.utf8))
        let log = (har as? [String: Any])?["log"] as? [String: Any]
        let entries = log?["entries"] as? [[String: Any]] ?? []
        let times = entries.compactMap { $0["startedDateTime"] as? String }
        #expect(times.count > 5 && times == times.sorted())
        #expect(records.exports.map(\.count) == [2])
    }

    @Test func `writes a file for each into a folder`() throws {
        try withTemporaryFolder { folder in
            let (console, _) = console()
            #expect(console.run("export failed --as sam --into '\(folder)/events' -o jsonl") == 0)
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/events")
            #expect(files.count == console.output.split(separator: "\n").count)
            #expect(files.contains("7f3a9c21.json"))
            #expect(try permissions(of: "\(folder)/events/7f3a9c21.json") == 0o600)
            // What never had an event is left out, and said so.
            #expect(console.run("export 7f3a9c21 7f3a9c26 --as sam --into '\(folder)/two'") == 0)
            #expect(console.errors.contains("1 request left out:"))
            #expect(
                console.errors.contains("7f3a9c26 has no Lambda event: it never reached a function")
            )
        }
    }

    @Test(arguments: [
        ("export", "export needs a request", 2),
        ("export 7f3a9c26 --as event", "never reached a function", 2),
        ("export 7f3a9c21 7f3a9c22 --as sam", "sam takes one event a file", 2),
        ("export 7f3a9c21 --as nope", "--as knows no 'nope'", 2),
        ("export 7f3a9c21 --otlp ftp://x", "is no URL", 2),
        ("export 7f3a9c21 --otlp http://127.0.0.1:1", "connection refused", 3),
        ("export 7f3a9c21 --otlp https://127.0.0.1:1", "connection refused", 3),
        ("export 7f3a9c21 --as curl --otlp http://x", "sends spans, and writes nothing", 2),
        ("export 7f3a9c21 --handler app.x", "--handler belongs to --as pytest", 2),
        ("export failed sinse -1h", "export does not know 'sinse'; did you mean since?", 2),
        ("export where statuss > 1", "statuss", 2),
        ("export function nobody", "nothing to export: function nobody met no request", 1),
    ])
    func `says what is wrong`(_ line: String, _ message: String, _ code: Int32) {
        let (console, _) = console()
        #expect(console.run(line) == code)
        #expect(console.errors.contains(message), "\(console.errors)")
        #expect(console.output.isEmpty)
    }

    @Test func `does not write to a terminal what a terminal obeys`() throws {
        var story = Story(short: 0x7f3a_9d01)
        story.sent(target: "/x", body: "\u{1B}[2J")
        let (console, _) = console([story.events], columns: 100)
        #expect(console.run("export 7f3a9d01 --as http") == 2)
        #expect(console.errors.contains("bytes that a terminal obeys"))
        let (pipe, _) = otherConsole([story.events])
        #expect(pipe.run("export 7f3a9d01 --as http") == 0)
        #expect(pipe.output.contains("\u{1B}[2J"))
    }

    /// A second console, where the first has the name.
    private func otherConsole(
        _ stories: [[RecordedEvent]] = outcomes.map(\.story.events)
    ) -> (Console, Records) {
        console(stories)
    }
}

@Suite struct `The verb import` {
    private let letters = """
        {"Messages":[{"MessageId":"m-1","Body":"{\\"id\\":7}","MessageAttributes":{"RequestID":{"StringValue":"3f0c1f0e-7a53-4c8e-9a55-0d2f6f6d1b11","DataType":"String"},"ErrorCode":{"StringValue":"200","DataType":"Number"},"ErrorMessage":{"StringValue":"no stock","DataType":"String"}}},{"MessageId":"m-2","Body":"{}"}]}
        """

    private func file(_ folder: String, _ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `brings nothing of a file of which a part is wrong, unless told to leave that out`()
        throws
    {
        try withTemporaryFolder { folder in
            let path = try file(folder, "dlq.json", letters)
            let (strict, strictRecords) = console()
            #expect(strict.run("import '\(path)'") == 2)
            #expect(strictRecords.imports.isEmpty)
            #expect(
                strict.errors.contains("dlq.json $.Messages[1].MessageAttributes: no RequestID")
            )
            #expect(strict.errors.contains("--skip-bad imports the other 1 record"))
            let (lenient, records) = console()
            #expect(lenient.run("import '\(path)' --function orders --skip-bad -o jsonl") == 1)
            let imported = try #require(records.imports.first)
            #expect(imported.refused == 1)
            #expect(imported.description.files == ["dlq.json"])
            #expect(imported.description.formats == "queue")
            #expect(imported.stories[0].triggered?.function == "orders")
            #expect(lenient.output.contains(#""requestId":"3f0c1f0e-7a53-4c8e-9a55-0d2f6f6d1b11""#))
            #expect(lenient.errors.contains("1 record left out:"))
        }
    }

    @Test func `shows beforehand what it would bring`() throws {
        try withTemporaryFolder { folder in
            let path = try file(folder, "calls.sh", "curl http://localhost:3000/a\ncurl x/b -d 1\n")
            let (console, records) = console(columns: 100)
            #expect(console.run("import '\(path)' --dry") == 0)
            #expect(records.imports.isEmpty)
            #expect(console.output.contains("2 requests would be imported"))
            #expect(console.output.contains("calls.sh:2"))
        }
    }

    @Test func `makes its rows the listing`() throws {
        try withTemporaryFolder { folder in
            let path = try file(folder, "calls.sh", "curl http://localhost:3000/a\n")
            let (console, records) = console()
            #expect(console.run("import '\(path)'") == 0)
            #expect(console.session.memory.listing == records.imports[0].stories.map(\.id))
        }
    }

    @Test(arguments: [
        ("import", "import needs a file"),
        ("import /nowhere/x.json", "cannot read /nowhere/x.json"),
        ("import /dev/null", "the file is empty"),
        ("import /etc/hostname", "no format that import knows"),
    ])
    func `says what is wrong`(_ line: String, _ message: String) {
        let (console, _) = console()
        #expect(console.run(line) == 2)
        #expect(console.errors.contains(message), "\(console.errors)")
    }
}

/// Flows as imports leave them: with gaps, which the screens call by their name.
@Suite struct `Imported flows on the screens` {
    private static let noTime = Story.noon.advanced(byMicroseconds: 40_000_000)

    /// Events as the log has them: those without a time have the one at which they were recorded.
    private func imported(
        short: UInt32,
        _ origin: ImportOrigin,
        _ place: String,
        at start: Timestamp?,
        _ told: [(event: FlowEvent, contents: [Content], after: Int64?)]
    ) -> [RecordedEvent] {
        let id = FlowID(high: 0x01A2_0364_7D06_7ABC, low: 0x8123_4567_0000_0000 | UInt64(short))
        let note = FlowEvent.noted(Noted(.imported, operatorName: "root", origin: origin))
        let all = [(note, [Content(.text, Array(place.utf8))], start == nil ? nil : 0)] + told
        return all.enumerated().map { index, event in
            let time = event.2.flatMap { start?.advanced(byMicroseconds: $0) }
            return RecordedEvent(
                position: Int64(100 + index),
                flow: id,
                revision: index + 1,
                recordedAt: Self.noTime,
                occurredAt: time ?? Self.noTime,
                event: event.0,
                contents: event.1
            )
        }
    }

    private var letter: [RecordedEvent] {
        imported(
            short: 0x7f3a_9e01,
            ImportOrigin(format: "queue", requestID: "3f0c1f0e-7a53-4c8e-9a55-0d2f6f6d1b11"),
            "dlq.json $.Messages[0]",
            at: Story.noon,
            [
                (
                    .triggered(
                        Triggered(function: nil, route: nil, format: .payload, eventBytes: 8)
                    ),
                    [Content(.event, Array(#"{"id":7}"#.utf8))], nil
                ),
                (
                    .executed(
                        Executed(
                            errorType: nil,
                            isError: true,
                            durationMicroseconds: nil,
                            initMicroseconds: nil,
                            billedMilliseconds: nil,
                            memoryUsedMB: nil,
                            memorySizeMB: nil,
                            resultBytes: nil,
                            logBytes: 0
                        )
                    ),
                    [Content(.text, Array("no stock".utf8))], nil
                ),
            ]
        )
    }

    private var logged: [RecordedEvent] {
        let head = MessageHead(
            method: "POST",
            target: "/orders",
            protocolName: "HTTP/1.1",
            client: "203.0.113.7",
            headers: []
        )
        return imported(
            short: 0x7f3a_9e02,
            ImportOrigin(format: "access-log", gatewayRequestID: "Tq9XyEhWoAMEbVy="),
            "access.log:1",
            at: Story.noon,
            [
                (
                    .sent(
                        Sent(
                            kind: .imported,
                            api: nil,
                            apiKind: nil,
                            stage: nil,
                            method: "POST",
                            protocolName: "HTTP/1.1",
                            headBytes: nil,
                            bodyBytes: nil,
                            isComplete: true,
                            traceID: nil
                        )
                    ),
                    [Content(.request, head.message(body: []))], 0
                ),
                (
                    .returned(
                        Returned(
                            status: 500,
                            headBytes: nil,
                            bodyBytes: 35,
                            isFromGateway: false,
                            integrationMicroseconds: nil
                        )
                    ), [], 1_211_000
                ),
            ]
        )
    }

    @Test(arguments: [
        "ls since 14:00", "steps 7f3a9e01 -v", "track 7f3a9e01", "show 7f3a9e01",
        "explain 7f3a9e01",
    ])
    func `of a dead letter`(_ line: String) {
        let console = Console([letter, logged])
        console.run(line)
        expectScreen("imported: \(line)", console.output + console.errors)
    }

    @Test(arguments: ["steps 7f3a9e02", "track 7f3a9e02 -v", "timeline 7f3a9e02", "logs 7f3a9e02"])
    func `of an access log's line`(_ line: String) {
        let console = Console([letter, logged])
        console.run(line)
        expectScreen("imported: \(line)", console.output + console.errors)
    }

    @Test func `have null in machine formats for what nobody told`() throws {
        let console = Console([letter])
        console.run("show 7f3a9e01 -o json")
        let object = try JSONSerialization.jsonObject(with: Data(console.output.utf8))
        let flow = try #require(object as? [String: Any])
        for name in ["method", "path", "function", "status", "durationMs", "traceId"] {
            #expect(flow[name] is NSNull, "\(name)")
        }
        #expect(flow["kind"] as? String == "imported")
        #expect(flow["lambdaRequestId"] as? String == "3f0c1f0e-7a53-4c8e-9a55-0d2f6f6d1b11")
        #expect(flow["errorMessage"] as? String == "no stock")
    }
}
