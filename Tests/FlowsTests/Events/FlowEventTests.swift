import Testing

@testable import Flows

@Suite struct `Flow events as stored` {
    @Test(arguments: EventType.allCases)
    func `every event comes back from its data`(type: EventType) throws {
        for round in 0..<300 {
            var random = SeededGenerator(round)
            let event = random.event(type, kind: random.element(of: FlowKind.allCases))
            let data = event.data
            try checkJSON(data)
            #expect(event.type == type)
            let read = try FlowEvent(type: type, version: event.version, data: data)
            #expect(read == event, "round \(round): \(String(decoding: data, as: UTF8.self))")
        }
    }

    @Test(arguments: EventType.allCases)
    func `a field that nobody knows is passed over`(type: EventType) throws {
        var random = SeededGenerator(type.rawValue.count)
        let event = random.event(type)
        let open = event.data.dropLast()
        let more = Array(#""from-later":"x","and":-3,"flag":true,"nothing":null}"#.utf8)
        let comma = open.count > 1 ? [UInt8(ascii: ",")] : []
        let read = try FlowEvent(type: type, version: event.version, data: open + comma + more)
        #expect(read == event)
    }

    @Test(arguments: EventType.allCases)
    func `a newer version is refused with what to do`(type: EventType) {
        var random = SeededGenerator(1)
        let event = random.event(type)
        let error = #expect(throws: EventDecodingError.self) {
            try FlowEvent(type: type, version: event.version + 1, data: event.data)
        }
        #expect(
            error?.description
                == "version \(event.version + 1) of '\(type.rawValue)' is newer than this program "
                + "knows (\(event.version)); open the log with the program that wrote it"
        )
    }

    @Test func `a version that never was is refused`() {
        #expect(throws: EventDecodingError.self) {
            try FlowEvent(type: .interrupted, version: 0, data: Array("{}".utf8))
        }
    }

    /// No event has an older version yet; the seam for the first one says so instead of guessing.
    @Test func `an older version without an upcaster is refused by name`() {
        let error = #expect(throws: EventDecodingError.self) {
            try upcast(EventFields(), .sent, from: 1)
        }
        #expect(error?.description == "no way to read version 1 of 'sent'")
    }

    @Test(arguments: [
        ("", "the data is not JSON at byte 0: expected '{'"),
        ("[]", "the data is not JSON at byte 0: expected '{'"),
        ("{}", "no string 'kind'"),
        (#"{"kind":1}"#, "no string 'kind'"),
        (#"{"kind":"window"}"#, "'kind' has the unknown value 'window'"),
        (
            #"{"kind":"door","apiKind":"http","method":1.5}"#,
            "field 'method' is not a whole number: 1.5"
        ),
        (#"{"kind":{}}"#, "field 'kind' is not a scalar"),
        (#"{"kind":"door"} x"#, "the data is not JSON at byte 16: expected the end of the text"),
    ])
    func `data that makes no sense is refused with the reason`(data: String, reason: String) {
        let error = #expect(throws: EventDecodingError.self) {
            try FlowEvent(type: .sent, version: 1, data: Array(data.utf8))
        }
        #expect(error?.description == reason)
    }

    @Test func `event data is flat and never null`() throws {
        var random = SeededGenerator(9)
        for type in EventType.allCases {
            let fields = try EventFields(json: random.event(type).data)
            #expect(!String(decoding: random.event(type).data, as: UTF8.self).contains(":null"))
            #expect(Set(fields.values.map(\.name)).count == fields.values.count)
        }
    }

    @Test func `the longest type name fits the leaf record`() {
        #expect(EventType.allCases.allSatisfy { $0.rawValue.utf8.count <= 16 })
    }
}
