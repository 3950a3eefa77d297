import Flows

/// One event in the bytes that go to the journal and from there, the same bytes, to the database:
/// live and after a crash the log is filled by one path.
///
/// Little-endian: `u32 length of the rest` · `u64 position` · `16 stream id` · `u8 stream kind` ·
/// `u8 flags (1: salt follows)` · `u16 version` · `u32 revision` · `i64 recorded at` ·
/// `i64 occurred at` · `u8 length, type` · `[16 salt]` · `u32 length, data` · `u8 count` ·
/// count × (`u8 slot` · `u32 length, bytes`).
enum EventFrame {
    static let saltSize = 16

    static func append(
        position: Int64,
        streamID: [UInt8],
        streamKind: StreamKind,
        revision: Int,
        type: String,
        version: Int,
        recordedAt: Timestamp,
        occurredAt: Timestamp,
        data: [UInt8],
        salt: [UInt8]?,
        contents: [Content],
        to bytes: inout [UInt8]
    ) {
        let contentBytes = contents.reduce(0) { $0 + $1.bytes.count + 5 }
        bytes.reserveCapacity(bytes.count + 96 + data.count + contentBytes)
        let start = bytes.count
        bytes.append(integer: UInt32(0))
        bytes.append(integer: UInt64(position))
        bytes.append(contentsOf: streamID)
        bytes.append(streamKind.rawValue)
        bytes.append(salt == nil ? 0 : 1)
        bytes.append(integer: UInt16(version))
        bytes.append(integer: UInt32(revision))
        bytes.append(integer: recordedAt.microseconds)
        bytes.append(integer: occurredAt.microseconds)
        bytes.append(UInt8(type.utf8.count))
        bytes.append(contentsOf: type.utf8)
        if let salt { bytes.append(contentsOf: salt) }
        bytes.append(integer: UInt32(data.count))
        bytes.append(contentsOf: data)
        bytes.append(UInt8(contents.count))
        for content in contents {
            bytes.append(content.name.rawValue)
            bytes.append(integer: UInt32(content.bytes.count))
            bytes.append(contentsOf: content.bytes)
        }
        let length = UInt32(bytes.count - start - 4)
        withUnsafeBytes(of: length.littleEndian) {
            bytes.replaceSubrange(start..<(start + 4), with: $0)
        }
    }
}

/// An event read in place from frame bytes: every slice points into them.
struct FramedEvent {
    let position: Int64
    let streamID: UnsafeRawBufferPointer
    let streamKind: UInt8
    let revision: Int
    let version: Int
    let recordedAt: Int64
    let occurredAt: Int64
    let type: UnsafeRawBufferPointer
    let salt: UnsafeRawBufferPointer?
    let data: UnsafeRawBufferPointer
    let contents: [(slot: UInt8, bytes: UnsafeRawBufferPointer)]

    /// Reads every event of a group in order. The bytes have passed their checksum, so a shape that
    /// does not fit is a defect of the writer, not of the disk.
    static func forEach(
        in bytes: UnsafeRawBufferPointer,
        _ body: (FramedEvent) throws -> Void
    ) rethrows {
        var reader = FrameReader(bytes)
        while !reader.isAtEnd {
            let end = Int(reader.integer(UInt32.self)) + reader.offset
            try body(FramedEvent(&reader))
            precondition(reader.offset == end, "an event frame ends where its length says")
        }
    }

    private init(_ reader: inout FrameReader) {
        position = Int64(reader.integer(UInt64.self))
        streamID = reader.slice(16)
        streamKind = reader.integer(UInt8.self)
        let hasSalt = reader.integer(UInt8.self) == 1
        version = Int(reader.integer(UInt16.self))
        revision = Int(reader.integer(UInt32.self))
        recordedAt = reader.integer(Int64.self)
        occurredAt = reader.integer(Int64.self)
        type = reader.slice(Int(reader.integer(UInt8.self)))
        salt = hasSalt ? reader.slice(EventFrame.saltSize) : nil
        data = reader.slice(Int(reader.integer(UInt32.self)))
        let count = Int(reader.integer(UInt8.self))
        var contents: [(slot: UInt8, bytes: UnsafeRawBufferPointer)] = []
        contents.reserveCapacity(count)
        for _ in 0..<count {
            let slot = reader.integer(UInt8.self)
            contents.append((slot, reader.slice(Int(reader.integer(UInt32.self)))))
        }
        self.contents = contents
    }

    /// The typed event, with copies of the contents asked for.
    func recordedEvent(contents wanted: Set<ContentName>) throws -> RecordedEvent? {
        guard streamKind == StreamKind.flow.rawValue, let flow = FlowID(bytes: streamID),
            let eventType = EventType(rawValue: String(decoding: type, as: UTF8.self))
        else { return nil }
        return RecordedEvent(
            position: position,
            flow: flow,
            revision: revision,
            recordedAt: Timestamp(microseconds: recordedAt),
            occurredAt: Timestamp(microseconds: occurredAt),
            event: try FlowEvent(type: eventType, version: version, data: Array(data)),
            contents: contents.compactMap { slot, bytes in
                guard let name = ContentName(rawValue: slot), wanted.contains(name) else {
                    return nil
                }
                return Content(name, Array(bytes))
            }
        )
    }
}

private struct FrameReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { offset >= bytes.count }

    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
        defer { offset += MemoryLayout<Value>.size }
        return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }

    mutating func slice(_ count: Int) -> UnsafeRawBufferPointer {
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])
    }
}

extension [UInt8] {
    /// Appends the value's little-endian bytes.
    mutating func append(integer value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
