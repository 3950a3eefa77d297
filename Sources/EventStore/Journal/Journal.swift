import Flows

#if canImport(Glibc)
import Glibc
#endif

/// The bounded commit journal in front of SQLite: two preallocated files that take turns. A commit
/// is one `pwrite` at the end of the active file; the database follows within 50 ms, and a file
/// whose events the database has is written again from its start.
///
/// A group that was written survives the end of the process, because the kernel holds it; after
/// ``synchronize()`` it survives a power cut. A group torn by either fails its checksum and ends
/// the replay: it was never acknowledged.
///
/// File: a header (`WAYBJRN1`, sequence, generation, CRC-32C; 28 bytes, padded to 32), then groups
/// (`u32 length`, `u32 CRC-32C of length and bytes seeded by the generation`, bytes).
///
/// Not thread-safe: owned by the event loop that records, except ``synchronize()``, which only uses
/// the descriptors.
final class Journal {
    /// The size from which the other file is tried.
    static let segmentSize = 4 << 20
    /// The size that a file never passes: the journal is then full until the database follows.
    static let segmentLimit = 64 << 20
    static let headerSize = 32

    private var segments: [Segment] = []
    private var active = 0
    private var sequence: UInt64

    /// One of the two files.
    struct Segment {
        let descriptor: Int32
        let path: String
        var length = Journal.headerSize
        var generation: UInt32 = 0
        /// The last position written to it; 0 when empty.
        var lastPosition: Int64 = 0
    }

    /// Opens both files for writing and begins anew: what they held must be in the database.
    init(logPath: String) throws(JournalError) {
        sequence = 0
        for index in 0..<2 {
            let path = Self.path(of: index, logPath: logPath)
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw JournalError(errno, "open", path) }
            segments.append(Segment(descriptor: descriptor, path: path))
            let refusal = posix_fallocate(descriptor, 0, off_t(Self.segmentSize))
            if refusal != 0, refusal != EOPNOTSUPP, refusal != ENOSYS {
                let error = JournalError(refusal, "reserve room for", path)
                for segment in segments { close(segment.descriptor) }
                throw error
            }
        }
        // Both headers are rewritten: no group of an earlier run may be taken for one of this run.
        try begin(1)
        try begin(0)
        // A file survives a power cut only when its folder's entry does.
        let folder = open(Self.folder(of: logPath), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    deinit {
        for segment in segments { close(segment.descriptor) }
    }

    static func path(of index: Int, logPath: String) -> String { "\(logPath).journal-\(index)" }

    private static func folder(of logPath: String) -> String {
        logPath.lastIndex(of: "/").map { String(logPath[...$0]) } ?? "."
    }

    /// Removes the files: after a clean end the log is one file.
    static func remove(logPath: String) {
        for index in 0..<2 { unlink(path(of: index, logPath: logPath)) }
    }

    static func exists(logPath: String) -> Bool {
        (0..<2).contains { access(path(of: $0, logPath: logPath), F_OK) == 0 }
    }

    /// The bytes in front of a group's events: its length and checksum, filled in by ``append(_:lastPosition:appliedThrough:)``.
    static let groupHeaderSize = 8

    /// Writes one group behind the last one, in one call. `group` begins with
    /// ``groupHeaderSize`` spare bytes. On failure nothing of it counts, and it can be tried again.
    func append(
        _ group: inout [UInt8],
        lastPosition: Int64,
        appliedThrough: Int64
    ) throws(JournalError) {
        if segments[active].length + group.count > Self.segmentSize {
            try turn(appliedThrough: appliedThrough, room: group.count)
        }
        let segment = segments[active]
        let written = group.withUnsafeMutableBytes { bytes in
            let length = UInt32(bytes.count - Self.groupHeaderSize)
            bytes.storeBytes(of: length.littleEndian, as: UInt32.self)
            let events = UnsafeRawBufferPointer(rebasing: bytes[Self.groupHeaderSize...])
            let checksum = Self.checksum(of: events, generation: segment.generation)
            bytes.storeBytes(of: checksum.littleEndian, toByteOffset: 4, as: UInt32.self)
            return pwrite(segment.descriptor, bytes.baseAddress, bytes.count, off_t(segment.length))
        }
        guard written == group.count else {
            throw JournalError(written < 0 ? errno : ENOSPC, "write", segment.path)
        }
        segments[active].length += group.count
        segments[active].lastPosition = lastPosition
    }

    /// Asks the disk to keep what was written. Called on the syncing thread.
    static func synchronize(_ descriptors: Set<Int32>) throws(JournalError) {
        for descriptor in descriptors where fdatasync(descriptor) != 0 {
            throw JournalError(errno, "sync", "the journal")
        }
    }

    /// The file that the last group went to.
    var activeDescriptor: Int32 { segments[active].descriptor }

    /// Goes on in the other file after a failed sync: the kernel may have dropped what it could not
    /// write and would call the next sync a success, so nothing may follow it in the same file.
    /// - Throws: while the database lacks anything that the files hold.
    func leaveFailedFile(appliedThrough: Int64) throws(JournalError) {
        guard segments.allSatisfy({ $0.lastPosition <= appliedThrough }) else {
            throw JournalError(EIO, "sync", segments[active].path)
        }
        try begin(1 - active)
    }

    private func turn(appliedThrough: Int64, room: Int) throws(JournalError) {
        let other = 1 - active
        if segments[other].lastPosition <= appliedThrough {
            try begin(other)
        } else if segments[active].length + room > Self.segmentLimit {
            throw JournalError(full: segments[active].path)
        }
    }

    private func begin(_ index: Int) throws(JournalError) {
        sequence += 1
        var header: [UInt8] = Array("WAYBJRN1".utf8)
        header.append(integer: sequence)
        let generation = UInt32.random(in: 1...UInt32.max)
        header.append(integer: UInt64(generation))
        header.append(integer: header.withUnsafeBytes { CRC32C.checksum($0) })
        let written = pwrite(segments[index].descriptor, header, header.count, 0)
        guard written == header.count else {
            throw JournalError(written < 0 ? errno : ENOSPC, "write", segments[index].path)
        }
        if segments[index].length > 2 * Self.segmentSize {
            ftruncate(segments[index].descriptor, off_t(Self.segmentSize))
        }
        segments[index].length = Self.headerSize
        segments[index].generation = generation
        segments[index].lastPosition = 0
        active = index
    }

    private static func checksum(
        of events: UnsafeRawBufferPointer,
        generation: UInt32
    ) -> UInt32 {
        let seed = withUnsafeBytes(of: UInt32(events.count).littleEndian) {
            CRC32C.checksum($0, seed: generation)
        }
        return CRC32C.checksum(events, seed: seed)
    }

    /// The events of every whole group of both files, in the order they were written. Used after a crash.
    static func readGroups(logPath: String) -> [[UInt8]] {
        let files = (0..<2).compactMap { readFile(path(of: $0, logPath: logPath)) }
        let parsed = files.compactMap { bytes -> (sequence: UInt64, groups: [[UInt8]])? in
            guard bytes.count >= headerSize, bytes.starts(with: Array("WAYBJRN1".utf8)) else {
                return nil
            }
            return bytes.withUnsafeBytes { buffer in
                let sequence = buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                let generation = UInt32(
                    truncatingIfNeeded: buffer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
                )
                let expected = buffer.loadUnaligned(fromByteOffset: 24, as: UInt32.self)
                let header = UnsafeRawBufferPointer(rebasing: buffer[0..<24])
                guard CRC32C.checksum(header) == expected else { return nil }
                return (sequence, readGroups(in: buffer, generation: generation))
            }
        }
        return parsed.sorted { $0.sequence < $1.sequence }.flatMap(\.groups)
    }

    private static func readGroups(
        in buffer: UnsafeRawBufferPointer,
        generation: UInt32
    ) -> [[UInt8]] {
        var groups: [[UInt8]] = []
        var offset = headerSize
        while offset + groupHeaderSize <= buffer.count {
            let length = Int(buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            let expected = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
            let end = offset + groupHeaderSize + length
            guard length > 0, end <= buffer.count else { break }
            let events = UnsafeRawBufferPointer(
                rebasing: buffer[(offset + groupHeaderSize)..<end]
            )
            guard checksum(of: events, generation: generation) == expected else { break }
            groups.append(Array(events))
            offset = end
        }
        return groups
    }

    private static func readFile(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress! + offset, $0.count - offset, off_t(offset))
            }
            guard count > 0 else { break }
            offset += count
        }
        return bytes
    }
}

/// The journal could not take a group.
struct JournalError: Error {
    let code: RecordingError.Code
    let description: String

    init(_ number: Int32, _ action: String, _ path: String) {
        code =
            switch number {
            case ENOSPC, EDQUOT: .diskFull
            case EROFS, EACCES, EPERM: .readOnly
            default: .input
            }
        description = "cannot \(action) \(path): \(String(cString: strerror(number)))"
    }

    init(full path: String) {
        code = .logFull
        description = "the journal \(path) is full: the database does not follow"
    }

    var recordingError: RecordingError { RecordingError(code, description) }
}
