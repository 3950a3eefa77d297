import Flows

/// A live flow of a test: what was recorded of it so far.
struct TestFlow {
    var cursor: FlowCursor
    var recorded: [NewEvent] = []

    /// Any event that may come next, with contents where such an event has some.
    mutating func next(_ random: inout SeededGenerator) -> NewEvent {
        while true {
            let types = EventType.allCases.filter { $0 != .interrupted && $0 != .erased }
            // Transitions and failures are tried as often as all notes together.
            let type =
                random.isOneIn(3)
                ? random.element(of: types.filter(\.isNote))
                : random.element(of: types.filter { !$0.isNote })
            let event = random.event(type, kind: cursor.kind)
            guard (try? cursor.phase.after(event, kind: cursor.kind)) != nil else { continue }
            let time = Timestamp.now().advanced(byMicroseconds: random.isOneIn(4) ? -90_000_000 : 0)
            let new = NewEvent(event, contents: contents(of: type, &random), at: time)
            recorded.append(new)
            return new
        }
    }

    private func contents(of type: EventType, _ random: inout SeededGenerator) -> [Content] {
        switch type {
        case .sent:
            let head = MessageHead(
                method: "POST",
                target: "/" + random.text(),
                protocolName: "HTTP/1.1",
                client: "127.0.0.1:9",
                headers: [("Host", random.text())]
            )
            return [Content(.request, head.message(body: random.body()))]
        case .triggered:
            // The client's body stands in the event again, as it does behind a front door.
            guard let request = recorded.first?.contents.first?.bytes,
                let message = try? MessageHead.split(request)
            else { return [Content(.event, random.bytes(upTo: 300))] }
            var event = JSONWriter()
            event.beginObject()
            event.key("path")
            event.string(random.text())
            event.key("body")
            event.string(utf8: Array(message.body))
            event.key("isBase64Encoded")
            event.boolean(false)
            event.endObject()
            return [Content(.event, event.bytes)]
        case .executed:
            var result = JSONWriter()
            result.beginObject()
            result.key(random.isOneIn(4) ? "errorMessage" : "body")
            result.string(utf8: random.body())
            result.endObject()
            return [Content(.result, result.bytes), Content(.log, log(&random))]
        case .aborted:
            return random.isOneIn(2) ? [] : [Content(.log, log(&random))]
        case .returned:
            let result = recorded.last { $0.event.type == .executed }?.contents.first?.bytes ?? []
            var body = random.bytes(upTo: 200)
            var scanner = JSONScanner(result)
            if random.isOneIn(4) == false, (try? scanner.beginObject()) != nil,
                (try? scanner.nextKey()) != nil, let text = try? scanner.readStringBytes()
            {
                body = text
            }
            return [Content(.response, MessageHead(status: 200, headers: []).message(body: body))]
        case .logged: return [Content(.log, log(&random))]
        case .annotated: return [Content(.text, Array(random.text().utf8))]
        default: return []
        }
    }

    private func log(_ random: inout SeededGenerator) -> [UInt8] {
        var log = LogText()
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            log.append(Array(random.line().utf8)[...], at: .now())
        }
        return log.bytes
    }
}

extension SeededGenerator {
    /// A body of any kind: empty, text, JSON that needs escapes, bytes that are no UTF-8, long.
    mutating func body() -> [UInt8] {
        switch Int.random(in: 0..<6, using: &self) {
        case 0: []
        case 1: bytes(upTo: 400)
        case 2: Array(text(upTo: 200).utf8)
        case 3: Array(text(upTo: 40).utf8) + [0xC3, 0x28]
        case 4: Array(String(repeating: #"{"k":"v\n"},"#, count: 40).utf8)
        default:
            [UInt8](repeating: UInt8(ascii: "x"), count: Int.random(in: 90...5000, using: &self))
        }
    }

    mutating func testFlow(_ kind: FlowKind) -> TestFlow {
        TestFlow(cursor: FlowCursor(id: FlowID(at: .now(), random: &self), kind: kind))
    }
}
