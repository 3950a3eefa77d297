import Flows

/// Stories as bytes, for the way to the service.
///
/// Little-endian. A story is `u32 length of the rest` · `16 flow id` · `i64 began at` · `text place` ·
/// `u32 length, data of imported` · `u16 count` · count × event; an event is `text type` · `u16 version`
/// · `i64 occurred at` · `u32 length, data` · `u8 count` · count × (`u8 slot` · `u32 length, bytes`).
/// A text is `u32 length` and UTF-8. A time that is not known is the largest number.
enum StoryFrame {
    static func append(_ story: ImportedStory, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(number: UInt32(0))
        bytes.append(contentsOf: story.id.bytes)
        bytes.append(number: story.startedAt?.microseconds ?? .max)
        bytes.append(counted: Array(story.place.utf8))
        let note = FlowEvent.noted(Noted(.imported, operatorName: nil, origin: story.origin))
        bytes.append(counted: note.data)
        bytes.append(number: UInt16(story.events.count))
        for event in story.events { append(event, to: &bytes) }
        let length = UInt32(bytes.count - start - 4)
        withUnsafeBytes(of: length.littleEndian) {
            bytes.replaceSubrange(start..<(start + 4), with: $0)
        }
    }

    /// What makes a record itself when it has no id: all that it tells.
    static func content(of events: [ImportedStory.Event]) -> [UInt8] {
        var bytes: [UInt8] = []
        for event in events { append(event, to: &bytes) }
        return bytes
    }

    private static func append(_ event: ImportedStory.Event, to bytes: inout [UInt8]) {
        bytes.append(counted: Array(event.event.type.rawValue.utf8))
        bytes.append(number: UInt16(event.event.version))
        bytes.append(number: event.occurredAt?.microseconds ?? .max)
        bytes.append(counted: event.event.data)
        bytes.append(UInt8(event.contents.count))
        for content in event.contents {
            bytes.append(content.name.rawValue)
            bytes.append(counted: content.bytes)
        }
    }

    /// Reads every story of a message.
    /// - Throws: when the bytes are none, whoever sent them.
    static func stories(in bytes: [UInt8]) throws(StoryFrameError) -> [ImportedStory] {
        var reader = StoryFrameReader(bytes)
        var stories: [ImportedStory] = []
        while !reader.isAtEnd { stories.append(try reader.story()) }
        return stories
    }
}

/// The bytes are no stories.
struct StoryFrameError: Error {
    let description: String
}

private struct StoryFrameReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset >= bytes.count }

    mutating func story() throws(StoryFrameError) -> ImportedStory {
        let length = Int(try number(UInt32.self))
        let end = offset + length
        guard let id = FlowID(bytes: try slice(16)) else {
            throw StoryFrameError(description: "no flow id")
        }
        let startedAt = try time()
        let place = String(decoding: try counted(), as: UTF8.self)
        guard case .noted(let note) = try event(type: .imported, version: 1, data: try counted()),
            let origin = note.origin
        else { throw StoryFrameError(description: "no origin") }
        var events: [ImportedStory.Event] = []
        for _ in 0..<(try number(UInt16.self)) { events.append(try event()) }
        guard offset == end else {
            throw StoryFrameError(description: "a story does not end where its length says")
        }
        return ImportedStory(
            id: id,
            origin: origin,
            place: place,
            startedAt: startedAt,
            events: events
        )
    }

    private mutating func event() throws(StoryFrameError) -> ImportedStory.Event {
        let name = String(decoding: try counted(), as: UTF8.self)
        guard let type = EventType(rawValue: name) else {
            throw StoryFrameError(description: "unknown type '\(name)'")
        }
        let version = Int(try number(UInt16.self))
        let occurredAt = try time()
        let event = try event(type: type, version: version, data: try counted())
        var contents: [Content] = []
        for _ in 0..<(try number(UInt8.self)) {
            guard let name = ContentName(rawValue: try number(UInt8.self)) else {
                throw StoryFrameError(description: "unknown content")
            }
            contents.append(Content(name, try counted()))
        }
        return ImportedStory.Event(event, contents, at: occurredAt)
    }

    private func event(
        type: EventType,
        version: Int,
        data: [UInt8]
    ) throws(StoryFrameError) -> FlowEvent {
        do {
            return try FlowEvent(type: type, version: version, data: data)
        } catch {
            throw StoryFrameError(description: error.description)
        }
    }

    private mutating func time() throws(StoryFrameError) -> Timestamp? {
        let microseconds = try number(Int64.self)
        return microseconds == .max ? nil : Timestamp(microseconds: microseconds)
    }

    private mutating func counted() throws(StoryFrameError) -> [UInt8] {
        try slice(Int(try number(UInt32.self)))
    }

    private mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type
    ) throws(StoryFrameError) -> Number {
        let part = try slice(MemoryLayout<Number>.size)
        return part.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(as: type)) }
    }

    private mutating func slice(_ count: Int) throws(StoryFrameError) -> [UInt8] {
        guard count <= bytes.count - offset else {
            throw StoryFrameError(description: "cut off at byte \(offset)")
        }
        defer { offset += count }
        return Array(bytes[offset..<(offset + count)])
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(counted bytes: [UInt8]) {
        append(number: UInt32(bytes.count))
        append(contentsOf: bytes)
    }
}
