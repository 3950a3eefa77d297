import Flows
import Foundation
import Testing

@testable import Debugger

/// What one story tells, in a line an event, for comparing it whole.
private func told(_ story: ImportedStory) -> [String] {
    story.events.map { event in
        var words =
            event.event.type.rawValue + " " + String(decoding: event.event.data, as: UTF8.self)
        if let time = event.occurredAt { words += " at \(time.rfc3339())" }
        for content in event.contents where content.name != .log {
            words += " \(content.name.name)=\(String(decoding: content.bytes, as: UTF8.self))"
        }
        return words
    }
}

private func read(
    _ names: String...,
    as format: ImportFormat? = nil,
    function: String? = nil
) throws -> ImportReading {
    let sources = try names.map { ImportSource(name: "/some/folder/\($0)", bytes: try fixture($0)) }
    return ImportReader(as: format, function: function).read(sources)
}

private func read(
    text: String,
    as format: ImportFormat? = nil,
    files: [String: String] = [:]
) -> ImportReading {
    ImportReader(as: format) { name in files[name].map { Array($0.utf8) } }
        .read([ImportSource(name: "file", bytes: Array(text.utf8))])
}

/// Every story is one that a log takes: its events follow each other and fold to a flow.
private func flow(of story: ImportedStory) throws -> Flow {
    var random = SystemRandomNumberGenerator()
    let batch = FlowID(at: .now(), random: &random)
    let recordedAt = Timestamp(microseconds: 1_800_000_000_000_000)
    let events = story.newEvents(batch: batch, operatorName: "tester").enumerated().map {
        index,
        event in
        RecordedEvent(
            position: Int64(index + 1),
            flow: story.id,
            revision: index + 1,
            recordedAt: recordedAt,
            occurredAt: min(event.occurredAt, recordedAt),
            event: event.event,
            contents: event.contents
        )
    }
    return try #require(try Flow(events: events))
}

@Suite struct `A destination's record` {
    @Test func `tells the event, the error and the number of attempts, and no time but its own`()
        throws
    {
        let reading = try read("destination-failure.json")
        let story = try #require(reading.stories.first)
        #expect(reading.stories.count == 1 && reading.problems.isEmpty)
        #expect(story.startedAt?.rfc3339() == "2026-11-22T13:04:05.568Z")
        #expect(story.origin.requestID == "3f0c1f0e-7a53-4c8e-9a55-0d2f6f6d1b11")
        #expect(story.place == "destination-failure.json:1")
        #expect(
            told(story)[0]
                == #"triggered {"function":"orders","format":"payload","eventBytes":24,"attempt":3} event={"id": 7, "sku":  "A-1"}"#
        )
        #expect(
            told(story)[1].hasPrefix(
                #"executed {"error":true,"errorType":"Exception","resultBytes":"#
            )
        )
        let flow = try flow(of: story)
        #expect(flow.outcome == .functionError)
        #expect(flow.errorMessage == "no stock")
        #expect(flow.durationMicroseconds == nil)
        #expect(flow.stepTimes.isEmpty && flow.reachedSteps == [.triggered, .executed])
    }

    @Test func `comes one a line, in EventBridge's envelope, and without a payload`() throws {
        let stories = try read("destinations.jsonl").stories
        let flows = try stories.map { try flow(of: $0) }
        #expect(flows.map(\.outcome) == [.ok, .gatewayFailure, .functionError])
        #expect(flows.map(\.cause) == [nil, "throttled", "error"])
        #expect(stories[0].events[1].contents.first?.bytes == Array("null".utf8))
        #expect(stories[1].place == "destinations.jsonl:2 $.detail")
        #expect(stories[2].triggered?.function == "stream")
        #expect(stories[2].triggered?.eventBytes == nil)
    }
}

@Suite struct `Messages of a queue` {
    @Test func `are dead letters by their attributes, and destinations' records by their bodies`()
        throws
    {
        let reading = try read("dead-letters.json", function: "orders")
        #expect(reading.problems.isEmpty)
        #expect(reading.stories.map(\.origin.format) == ["queue", "queue", "destination"])
        let letter = reading.stories[0]
        #expect(
            told(letter) == [
                #"triggered {"function":"orders","format":"payload","eventBytes":23} event={"id": 7, "sku": "A-1"}"#,
                #"executed {"error":true} text=no stock"#,
            ]
        )
        #expect(letter.startedAt?.rfc3339() == "2026-11-22T13:04:05.568Z")
        let flow = try flow(of: letter)
        #expect(flow.errorMessage == "no stock" && flow.errorType == nil)
        #expect(try DebuggerTests.flow(of: reading.stories[1]).cause == "throttled")
        #expect(reading.stories[1].startedAt == nil)
        #expect(
            reading.stories[2].place
                == "dead-letters.json $.Messages[2].Body (message 19c0b1b2-0a0b-4c0d-8e0f-101112131417)"
        )
    }

    @Test func `through SNS are unwrapped`() throws {
        let notification =
            #"{"Type":"Notification","MessageId":"m","TopicArn":"arn:aws:sns:us-east-1:1:t","Message":"{\"id\":1}","MessageAttributes":{"RequestID":{"Type":"String","Value":"r-1"},"ErrorCode":{"Type":"String","Value":"200"},"ErrorMessage":{"Type":"String","Value":"no"}}}"#
        var json = JSONWriter()
        json.string(notification)
        let text =
            #"{"Messages":[{"MessageId":"m1","Body":"# + String(decoding: json.bytes, as: UTF8.self)
            + "}]}"
        let story = try #require(read(text: text).stories.first)
        #expect(story.origin.requestID == "r-1")
        #expect(story.events[0].contents.first?.bytes == Array(#"{"id":1}"#.utf8))
    }

    @Test func `without attributes are refused with what to do`() throws {
        let reading = read(text: #"{"Messages":[{"MessageId":"m1","Body":"{\"id\":1}"}]}"#)
        let problem = try #require(reading.problems.first)
        #expect(
            problem.description
                == "file $.Messages[0].MessageAttributes: no RequestID: this is no message of a function's dead-letter queue"
        )
        #expect(problem.hint?.contains("--message-attribute-names All") == true)
    }
}

@Suite struct `Access logs and function logs` {
    @Test func `in the common log format tell method, path or route, status and length`() throws {
        let stories = try read("access-clf.log").stories
        #expect(
            told(stories[0]) == [
                #"sent {"kind":"imported","method":"GET","protocol":"HTTP/1.1"} at 2026-11-22T13:04:05.000Z request={"client":"203.0.113.7","method":"GET","target":"/orders","protocol":"HTTP/1.1","headers":[]}"#
                    + "\n", #"returned {"status":200,"bodyBytes":17}"#,
            ]
        )
        #expect(stories[1].path == nil)
        #expect(stories[1].origin.route == "POST /orders/{id}")
        #expect(stories[1].origin.gatewayRequestID == "Tq9XyEhWoAMEbVx=")
        let flow = try flow(of: stories[1])
        #expect(FlowSummary(flow).route == "POST /orders/{id}")
        // Who answered 500 is not in the line.
        #expect(flow.failedStep == .returned)
    }

    @Test func `are joined by the function's request id, and by the id that its lines name`() throws
    {
        let reading = try read("access.jsonl", "function-log.json", function: "orders")
        #expect(reading.problems.isEmpty)
        #expect(
            reading.stories.map(\.origin.format) == [
                "access-log+function-log", "access-log", "access-log+function-log", "function-log",
            ]
        )
        let failed = reading.stories[0]
        #expect(failed.events.map(\.event.type) == [.sent, .triggered, .executed, .returned])
        #expect(failed.origin.requestID == "7d7a0a2a-9f10-4d3e-8a02-9d1f7f3c1f55")
        #expect(
            told(failed)[2]
                == #"executed {"error":true,"errorType":"KeyError","durationMicros":920440,"initMicros":210100,"billedMs":1131,"memoryUsedMB":36,"memorySizeMB":128,"logBytes":\#(failed.events[2].contents[0].bytes.count)} at 2026-11-22T13:04:06.331Z text='sku'"#
        )
        #expect(
            told(failed)[3]
                == #"returned {"status":500,"bodyBytes":35,"integrationMicros":1208000} at 2026-11-22T13:04:06.334Z"#
        )
        let flow = try flow(of: failed)
        #expect(flow.durationMicroseconds == 1_211_000)
        #expect(FlowSummary(flow).isCold == true)
        #expect(reading.stories[2].origin.requestID == "8e8b1b3b-0a21-4e4f-9b13-0e2a8a4d2a66")
    }

    @Test func `tell a refusal of the gateway, and a timeout of the function`() throws {
        let reading = try read("access.jsonl", "function-log.json", function: "orders")
        let refused = try flow(of: reading.stories[1])
        #expect(refused.rejected?.cause == .forbidden && refused.outcome == .clientError)
        let late = try flow(of: reading.stories[3])
        #expect(late.lastAttempt?.aborted?.cause == .timeout)
        #expect(late.errorType == "Sandbox.Timedout")
        #expect(late.sent == nil && late.title == nil)
        #expect(FlowSummary(late).durationMicroseconds == 3_001_000)
    }

    @Test func `as text without times leave the times open`() throws {
        let stories = try read("function-log.txt").stories
        #expect(stories.map(\.startedAt) == [nil, nil])
        #expect(stories.flatMap(\.events).allSatisfy { $0.occurredAt == nil })
        let flows = try stories.map { try flow(of: $0) }
        #expect(flows[0].errorType == "TypeError")
        #expect(flows[0].errorMessage == "Cannot read properties of undefined")
        #expect(flows[1].lastAttempt?.aborted?.exitStatus == 7)
        #expect(flows.allSatisfy { $0.lastAttempt?.triggered.function == nil })
        #expect(flows.allSatisfy { !$0.isStartKnown && $0.durationMicroseconds == nil })
    }

    @Test func `in JSON form tell the same`() throws {
        let story = try #require(try read("function-log-json.jsonl").stories.first)
        let flow = try flow(of: story)
        #expect(flow.errorType == "KeyError" && flow.errorMessage == "'sku'")
        #expect(flow.lastAttempt?.durationMicroseconds == 98_500)
        #expect(flow.lastAttempt?.initMicroseconds == 200_125)
        let log = story.events[1].contents.first { $0.name == .log }
        #expect(LogText(bytes: try #require(log).bytes).lines.count == 4)
    }

    @Test func `as aws logs tail prints them are read with their times`() throws {
        let story = try #require(try read("tail.txt").stories.first)
        #expect(story.startedAt?.rfc3339() == "2026-11-22T13:04:05.411Z")
        let log = story.events[1].contents.first { $0.name == .log }
        #expect(LogText(bytes: try #require(log).bytes).lines.map(\.text)[1] == "hello")
    }

    @Test func `with lines that are none name each`() throws {
        let good = String(decoding: try fixture("access-clf.log"), as: UTF8.self)
        let reading = read(text: good + "nonsense\n" + good, as: .accessLog)
        #expect(reading.stories.count == 4)
        #expect(
            reading.problems.map(\.description) == [
                "file:3: neither the common log format nor JSON with a status"
            ]
        )
        let none = read(text: "hello\n", as: .functionLog)
        #expect(none.problems.first?.reason.contains("neither START nor REPORT") == true)
    }

    @Test func `attempts of one request are one story`() throws {
        let id = "dddd0000-0000-4000-8000-000000000001"
        let run =
            "START RequestId: \(id) Version: $LATEST\n[ERROR] ValueError: no\nEND RequestId: \(id)\n"
            + "REPORT RequestId: \(id)\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t\n"
        let stories = read(text: run + run + run).stories
        #expect(stories.count == 1)
        let flow = try flow(of: stories[0])
        #expect(flow.attempts.map(\.triggered.attempt) == [1, 2, 3])
        #expect(flow.attempts.allSatisfy { $0.errorType == "ValueError" })
    }
}

extension Flow {
    /// The path, for a flow whose request nobody told.
    fileprivate var title: String? { path }
}

@Suite struct `An HTTP Archive` {
    @Test func `tells request, response and the client's times, and nothing of a function`() throws
    {
        let reading = try read("browser.har")
        #expect(reading.problems.isEmpty)
        #expect(reading.notes == ["browser.har: 1 entry is no HTTP request"])
        let story = reading.stories[0]
        #expect(story.events.map(\.event.type) == [.sent, .returned, .displayed])
        #expect(story.origin.scheme == "https")
        #expect(story.origin.gatewayRequestID == "Tq9XyEhWoAMEbVw=")
        let (head, body) = try MessageHead.split(story.events[0].contents[0].bytes)
        #expect(head.target == "/orders?dry=1" && head.protocolName == "HTTP/2")
        #expect(head.headers.map(\.name) == ["Host", "content-type", "accept"])
        #expect(Array(body) == Array(#"{"qty":2}"#.utf8))
        let flow = try flow(of: story)
        #expect(flow.durationMicroseconds == 214_500)
        #expect(flow.displayed?.bytes == nil)
        #expect(flow.attempts.isEmpty && flow.outcome == .functionError)
    }

    @Test func `without an answer ends after the request`() throws {
        let story = try read("browser.har").stories[1]
        #expect(story.events.map(\.event.type) == [.sent])
        #expect(try flow(of: story).outcome == nil)
    }

    @Test func `that export wrote comes back as it was`() throws {
        let origin = try FlowMaking.failedOrder()
        let story = try #require(read(text: try exported(.har, [origin])).stories.first)
        let flow = try flow(of: story)
        #expect(flow.durationMicroseconds == 1_211_200)
        for name in [ContentName.request, .response] {
            let mine = try MessageHead.split(origin.content(name)!)
            let back = story.events.flatMap(\.contents).first { $0.name == name }!
            let theirs = try MessageHead.split(back.bytes)
            #expect(Array(mine.body) == Array(theirs.body))
            #expect(mine.head.target == theirs.head.target)
            #expect(
                mine.head.headers.elementsEqual(theirs.head.headers) {
                    $0.name == $1.name && $0.value == $1.value
                }
            )
        }
    }
}

@Suite struct `A Lambda event` {
    @Test(arguments: [
        ("event-http2.json", "POST", "/dev/orders/42?tag=a&tag=b%20c", "POST /orders/{id}"),
        ("event-rest.json", "GET", "/orders/42?tag=a&tag=b", "GET /orders/{id}"),
    ])
    func `of a gateway tells the request`(
        _ file: String,
        _ method: String,
        _ target: String,
        _ route: String
    ) throws {
        let story = try #require(try read(file, function: "orders").stories.first)
        let (head, _) = try MessageHead.split(story.events[0].contents[0].bytes)
        #expect(head.method == method && head.target == target)
        #expect(story.triggered?.route == route)
        #expect(story.sent?.traceID == "1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11")
        #expect(story.startedAt?.rfc3339() == "2026-11-22T13:04:05.123Z")
        #expect(story.events[1].contents[0].bytes + [0x0A] == (try fixture(file)))
    }

    @Test func `of another source is the payload and no request`() throws {
        let story = try #require(try read("event-sqs.json").stories.first)
        #expect(story.events.map(\.event.type) == [.triggered])
        #expect(story.triggered?.format == .payload && story.triggered?.function == nil)
    }

    @Test func `of any shape is taken when it is said to be one`() throws {
        #expect(read(text: #"{"id":7}"#).problems.first?.hint?.contains("--from") == true)
        let reading = read(text: "{\"id\":7}\n[1,2]\n\"text\"\n", as: .event)
        #expect(
            reading.stories.map { $0.events[0].contents[0].bytes } == [
                Array(#"{"id":7}"#.utf8), Array("[1,2]".utf8), Array("\"text\"".utf8),
            ]
        )
    }
}

@Suite struct `Curl commands` {
    private func requests(
        _ text: String,
        files: [String: String] = [:]
    ) throws -> [(
        head: MessageHead, body: String
    )] {
        let reading = read(text: text, as: .curl, files: files)
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        return try reading.stories.map { story in
            let (head, body) = try MessageHead.split(story.events[0].contents[0].bytes)
            return (head, String(decoding: body, as: UTF8.self))
        }
    }

    @Test func `of documentation and browsers are read`() throws {
        let reading = try read("commands.sh")
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        #expect(
            reading.stories.map(\.place) == [3, 10, 16, 16, 17, 18].map { "commands.sh:\($0)" }
        )
        let all = try requests(String(decoding: try fixture("commands.sh"), as: UTF8.self))
        #expect(all[0].head.method == "PUT" && all[0].body == #"{"qty": 2}"#)
        #expect(all[0].head.header("x-note") == #"it's "fine""#)
        #expect(all[0].head.header("authorization") == "Basic YWxhZGRpbjpvcGVuc2VzYW1l")
        #expect(all[1].body == #"{"name":"Jürgen","emoji":"😀","quote":"it's"}"#)
        #expect(all[1].head.header("cookie") == "sid=abc; theme=dark")
        #expect(all[1].head.header("content-type") == "application/x-www-form-urlencoded")
        #expect(all[2].head.target == "/find?q=a%20%26%20b&page=2" && all[2].head.method == "GET")
        #expect(all[3].head.method == "HEAD" && all[3].head.header("host") == "localhost:3000")
        #expect(all[4].body == "a=1&b=2")
        #expect(all[5].body == #"{"piped":true}"#)
    }

    @Test(arguments: [
        ("curl x -d @f", "a=1b"), ("curl x --data-binary @f", "a=1\nb\n"),
        ("curl x --data-raw @f", "@f"), ("curl x --data-urlencode n@f", "n=a%3D1%0Ab%0A"),
        ("curl x --json '{}' --json '[]'", "{}[]"), ("curl x -d a --data-binary b", "a&b"),
        (#"curl x -d $'\x41\101\u00e9\n\'end'"#, "AAé\n'end"),
        (#"curl x -d "a\"b\\c\$d""#, #"a"b\c$d"#),
        ("curl x -d 'a'\"b\"c", "abc"), ("curl x -da -d ''", "a&"),
    ])
    func `give the body that curl would send`(_ command: String, _ body: String) throws {
        let request = try #require(try requests(command, files: ["f": "a=1\nb\n"]).first)
        #expect(request.body == body)
    }

    /// Sent by the curl of this machine, but for its boundary.
    @Test(arguments: [
        ["-F", "name=joe"], ["-F", "f=@f;type=application/json", "-F", "note= a b ;type=text/x"],
        ["-F", "text=<f", "-F", "a\"b=\"q;\\\"r\""],
        ["-F", "f=@f.txt;filename=\"x;y\"", "-F", "e="],
        ["--form-string", "raw=@f;type=x", "-H", "Content-Type: multipart/form-data"],
    ])
    func `with -F give the parts that curl sends`(options: [String]) async throws {
        let server = try OneShotServer { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        }
        let url = "http://127.0.0.1:\(server.port)/form"
        let files = ["f": "{\"a\":1}\n", "f.txt": "text"]
        try await withTemporaryFolder { folder in
            for (name, text) in files {
                try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
            }
            let words = (["curl", "-s", url] + options).map { shellQuoted($0) }
            let line = "cd \(folder); " + words.joined(separator: " ")
            let run = try runProgram("/bin/bash", ["-c", line])
            #expect(run.code == 0, "\(run.output)")
        }
        let sent = try #require(server.received.first)
        let command = (["curl", url] + options).map { shellQuoted($0) }.joined(separator: " ")
        let reading = read(text: command, as: .curl, files: files)
        #expect(reading.notes.count == 1 && reading.notes[0].contains("curl draws a boundary"))
        let read = try #require(try requests(command, files: files).first)
        #expect(read.head.method == "POST")
        func neutral(_ text: String, _ type: String?) throws -> String {
            let mark = try #require(type?.firstRange(of: "boundary="))
            return text.replacing(type![mark.upperBound...], with: "BOUNDARY")
        }
        let type = sent.fields.first { $0.name == "content-type" }?.value
        let ours = read.head.header("content-type")
        let body = String(decoding: sent.body, as: UTF8.self)
        #expect(try neutral(read.body, ours) == neutral(body, type))
        #expect(try neutral(ours ?? "", ours) == neutral(type ?? "", type))
        let length = read.head.header("content-length")
        #expect(length == String(read.body.utf8.count))
    }

    @Test(arguments: [
        ("curl", "no URL"), ("curl -F a=b -d c x", "-F and other data"),
        ("curl -F a x", "it has no '='"), ("curl -F a=@missing x", "cannot read the file missing"),
        ("curl -F 'a=@b,c' x", "several files in one part"),
        ("curl -F 'a=(;type=multipart/mixed' x", "parts in parts"),
        ("curl -F 'a=b;encoder=base64' x", ";encoder= is not read here"),
        ("curl x --next -d y z", "--next begins another request"),
        ("curl --nope x", "--nope is not known"),
        ("curl -H", "has no value"), (#"curl -H "Authorization: $TOKEN" x"#, "$TOKEN"),
        ("curl 'x", "not closed"), ("wget x", "no curl command"),
        ("cat f | curl x -d @-", "does not run"),
        ("curl x -d @missing", "cannot read the file missing"), ("curl ftp://x/y", "no HTTP URL"),
        ("curl x > out", "is not read here"), ("curl x -d `date`", "expanded"),
    ])
    func `that ask for more say what, and where`(_ command: String, _ reason: String) throws {
        let reading = read(text: "\n# comment\n\(command)\n", as: .curl)
        #expect(reading.stories.isEmpty)
        let problem = try #require(reading.problems.first)
        #expect(problem.description.hasPrefix("file:3:") && problem.description.contains(reason))
    }

    /// What `export` writes is read back as the same request.
    @Test(arguments: `A curl command`.requests.indices)
    func `that export wrote come back as they were`(_ index: Int) throws {
        let (method, target, headers, body) = `A curl command`.requests[index]
        var making = FlowMaking()
        making.sent(method, target, headers: [("Host", "api.example.com")] + headers, body: body)
        let command = try exported(.curl, [try making.recorded()])
        let reading = read(text: command)
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        let story = try #require(reading.stories.first)
        let (head, back) = try MessageHead.split(story.events[0].contents[0].bytes)
        #expect(head.method == method && head.target == target && Array(back) == body)
        let plain = head.headers.filter { $0.name != "Content-Length" }
            .map { "\($0.name): \($0.value)" }
        let recorded = ([("Host", "api.example.com")] + headers)
            .filter { $0.0 != "Content-Length" }.map { "\($0.0): \($0.1)" }
        #expect(plain.sorted() == recorded.sorted())
    }
}

@Suite struct `An import` {
    @Test(arguments: [
        ("destination-failure.json", ImportFormat.destination),
        ("destinations.jsonl", .destination),
        ("dead-letters.json", .queue), ("access-clf.log", .accessLog), ("access.jsonl", .accessLog),
        ("function-log.json", .functionLog), ("function-log.txt", .functionLog),
        ("function-log-json.jsonl", .functionLog), ("tail.txt", .functionLog),
        ("browser.har", .har),
        ("commands.sh", .curl), ("event-http2.json", .event), ("event-rest.json", .event),
        ("event-sqs.json", .event),
    ])
    func `knows the format by looking, and all it tells folds to flows`(
        _ file: String,
        _ format: ImportFormat
    ) throws {
        let source = ImportSource(name: file, bytes: try fixture(file))
        #expect(try ImportReader().detectFormat(of: source) == format)
        let reading = try read(file)
        #expect(!reading.stories.isEmpty && reading.problems.isEmpty)
        for story in reading.stories {
            let flow = try flow(of: story)
            #expect(flow.kind == .imported && flow.origin?.format == story.origin.format)
        }
    }

    @Test func `gives the same record the same identity, and another record another`() throws {
        let first = try read("dead-letters.json").stories.map(\.id)
        #expect(first == (try read("dead-letters.json").stories.map(\.id)))
        #expect(Set(first).count == 3)
        // An id at the source decides, the form of the file does not.
        let compact = try JSONSerialization.data(
            withJSONObject: try JSONSerialization.jsonObject(
                with: Data(try fixture("dead-letters.json"))
            )
        )
        #expect(read(text: String(decoding: compact, as: UTF8.self)).stories.map(\.id) == first)
        let events = read(text: #"{"id":7}"# + "\n" + #"{"id":8}"#, as: .event).stories.map(\.id)
        #expect(events[0] != events[1])
    }

    @Test func `names the byte of JSON that is wrong, and reads on with the next line`() throws {
        let text = "{\"id\":1}\n{\"id\":}\n{\"id\":3}\n"
        let reading = read(text: text, as: .event)
        #expect(reading.stories.count == 2)
        #expect(
            reading.problems.map(\.description) == [
                "file:2: not JSON: expected a value at column 7"
            ]
        )
    }

    @Test func `passes stories on without loss`() throws {
        let stories =
            try read("access.jsonl", "function-log.json").stories + read("browser.har").stories
        var bytes: [UInt8] = []
        for story in stories { StoryFrame.append(story, to: &bytes) }
        let back = try StoryFrame.stories(in: bytes)
        #expect(back.count == stories.count)
        for (mine, theirs) in zip(stories, back) {
            #expect(mine.id == theirs.id && mine.place == theirs.place)
            #expect(mine.origin == theirs.origin && mine.startedAt == theirs.startedAt)
            #expect(told(mine) == told(theirs))
        }
        for cut in [1, 20, bytes.count / 2, bytes.count - 1] {
            #expect(throws: StoryFrameError.self) {
                try StoryFrame.stories(in: Array(bytes[..<cut]))
            }
        }
    }

    @Test(arguments: [
        ("2026-11-22T13:04:05.568Z", "2026-11-22T13:04:05.568Z"),
        ("2026-11-22T14:04:05+01:00", "2026-11-22T13:04:05.000Z"),
        ("2026-11-22 13:04:05,5+0000", "2026-11-22T13:04:05.500Z"), ("2026-11-22T13:04:05", nil),
        ("2026-02-30T00:00:00Z", nil), ("today", nil),
    ])
    func `reads moments with their zone only`(_ text: String, _ moment: String?) {
        #expect(SourceTimes.rfc3339(text)?.rfc3339() == moment)
    }
}
