import Flows
import GRDB

/// A content told as pieces of another one of the same flow: form 1 in `log_content`.
///
/// The client's body stands again, escaped, inside the Lambda event, and the function's body,
/// unescaped, inside the response; kept twice they would make up half of the log. The bytes of form
/// 1 are `i64 id of the other content` · `u32 offset` · `u32 length` · `u8 way` ·
/// `u32 length of the part before`, that part, and the part after, little-endian. `way` 0 takes the slice as it is,
/// 1 escapes it as the inside of a JSON string, 2 reads it as the inside of a JSON string. A writer
/// uses form 1 only when assembling gives exactly the bytes again.
enum ContentPieces {
    enum Way: UInt8 {
        case verbatim = 0
        case escaped = 1
        case unescaped = 2
    }

    /// Slices shorter than this are not worth a reference.
    static let smallestSlice = 96

    static func encode(
        source: Int64,
        offset: Int,
        length: Int,
        way: Way,
        before: ArraySlice<UInt8>,
        after: ArraySlice<UInt8>
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(21 + before.count + after.count)
        bytes.append(integer: source)
        bytes.append(integer: UInt32(offset))
        bytes.append(integer: UInt32(length))
        bytes.append(way.rawValue)
        bytes.append(integer: UInt32(before.count))
        bytes.append(contentsOf: before)
        bytes.append(contentsOf: after)
        return bytes
    }

    /// The whole content; nil when the content that it refers to was erased: then it is, too.
    static func assemble(_ pieces: [UInt8], in database: Database) throws -> [UInt8]? {
        try assemble(pieces) { source in
            let statement = try database.cachedStatement(
                sql: "SELECT bytes FROM log_content WHERE id = ?"
            )
            return try DataBlob.fetchOne(statement, arguments: [source])?.bytes
        }
    }

    /// ``assemble(_:in:)`` with `content` giving the bytes of the content that is referred to.
    static func assemble(
        _ pieces: [UInt8],
        content: (Int64) throws -> [UInt8]?
    ) throws -> [UInt8]? {
        guard pieces.count >= 21 else { throw LogError(.corrupt, "a content has a short form 1") }
        let (source, offset, length, beforeCount) = pieces.withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: 0, as: Int64.self),
                Int($0.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
                Int($0.loadUnaligned(fromByteOffset: 12, as: UInt32.self)),
                Int($0.loadUnaligned(fromByteOffset: 17, as: UInt32.self))
            )
        }
        guard let whole = try content(source) else { return nil }
        guard offset + length <= whole.count, 21 + beforeCount <= pieces.count,
            let way = Way(rawValue: pieces[16]),
            let slice = transform(whole[offset..<(offset + length)], way)
        else {
            throw LogError(
                .corrupt,
                "a content in form 1 does not fit content \(source), which it refers to",
                hint: "keep the file as it is and restore a backup beside it"
            )
        }
        return pieces[21..<(21 + beforeCount)] + slice + pieces[(21 + beforeCount)...]
    }

    static func transform(_ slice: ArraySlice<UInt8>, _ way: Way) -> [UInt8]? {
        switch way {
        case .verbatim: return Array(slice)
        case .escaped:
            var writer = JSONWriter(reservingCapacity: slice.count + 64)
            writer.string(utf8: Array(slice))
            return Array(writer.bytes.dropFirst().dropLast())
        case .unescaped:
            var scanner = JSONScanner([UInt8(ascii: "\"")] + slice + [UInt8(ascii: "\"")])
            return try? scanner.readStringBytes()
        }
    }
}
