import Testing

@testable import Flows

@Suite struct `Message heads` {
    @Test func `any message is split into what it was made of`() throws {
        for round in 0..<1000 {
            var random = SeededGenerator(round)
            let head = MessageHead(
                method: random.perhaps { $0.text() },
                target: random.perhaps { $0.text() },
                protocolName: random.perhaps { $0.text() },
                client: random.perhaps { $0.text() },
                status: random.perhaps { $0.number() },
                headers: (0..<Int.random(in: 0...5, using: &random)).map { _ in
                    (random.text(), random.text())
                }
            )
            let body = random.bytes(upTo: 40)
            let message = head.message(body: body)
            let (readHead, readBody) = try MessageHead.split(message)
            #expect(readHead == head, "round \(round)")
            #expect(Array(readBody) == body, "round \(round)")
            #expect(MessageHead.path(ofMessage: message) == head.path, "round \(round)")
        }
    }

    @Test func `the head is one line of JSON in a fixed order`() {
        let head = MessageHead(
            method: "POST",
            target: "/a?b",
            protocolName: "HTTP/1.1",
            client: "127.0.0.1:5",
            headers: [("Host", "h"), ("x-A", "\"")]
        )
        let text = String(decoding: head.message(body: [0xFF, 0x0A]), as: UTF8.self)
        #expect(
            text == #"{"client":"127.0.0.1:5","method":"POST","target":"/a?b","#
                + #""protocol":"HTTP/1.1","headers":[["Host","h"],["x-A","\""]]}"# + "\n\u{FFFD}\n"
        )
    }

    @Test func `a header is found whatever its letter case`() {
        let head = MessageHead(headers: [("X-Trace", "1"), ("x-trace", "2")])
        #expect(head.header("x-TRACE") == "1")
        #expect(head.header("y") == nil)
    }

    @Test func `a message that was never one is refused`() {
        #expect(throws: JSONSyntaxError.self) {
            try MessageHead.split(Array("GET / HTTP/1.1".utf8))
        }
        #expect(throws: JSONSyntaxError.self) { try MessageHead.split([]) }
    }
}

@Suite struct `Log text` {
    @Test func `lines come back with their times`() {
        for round in 0..<500 {
            var random = SeededGenerator(round)
            let lines = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                LogText.Line(
                    time: Timestamp(microseconds: Int64(random.number())),
                    text: random.line()
                )
            }
            var text = LogText()
            for line in lines { text.append(Array(line.text.utf8)[...], at: line.time) }
            #expect(text.isEmpty == lines.isEmpty)
            #expect(LogText(bytes: text.bytes).lines == lines, "round \(round)")
        }
    }

    @Test func `bytes that are no UTF-8 are shown repaired and kept as they are`() {
        var text = LogText()
        text.append([0x61, 0xFF, 0x62], at: Timestamp(microseconds: 12))
        #expect(text.bytes == Array("12\ta".utf8) + [0xFF, 0x62, 0x0A])
        #expect(text.lines.map(\.text) == ["a\u{FFFD}b"])
    }
}
