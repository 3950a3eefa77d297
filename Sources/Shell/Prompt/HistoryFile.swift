import Glibc

/// The file of a prompt's history: `#` and the seconds since 1970, then the lines of the entry, as
/// readline writes it.
///
/// Shells that run at the same time share it: each entry is appended in one write under a lock, and a
/// file that has grown too long is replaced under the same lock, so none loses another's entries.
struct HistoryFile {
    struct Entry: Equatable {
        var seconds: Int
        var text: String
    }

    let path: String
    /// The most entries that are kept when the file is made shorter.
    static let entryLimit = 10_000
    /// The most bytes that are kept then; twice as many make the file shorter.
    static let sizeLimit = 1 << 20
    /// Longer entries, pasted by mistake, are not recorded.
    static let entrySizeLimit = 65_536

    /// Makes a file that has grown too long shorter, and hands it to `body` while no other shell writes.
    func read(_ body: (String) -> Void) {
        guard let descriptor = openLocked(O_RDWR) else { return }
        defer { close(descriptor) }
        fchmod(descriptor, 0o600)
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size > 2 * Self.sizeLimit,
            let bytes = readAll(from: descriptor, limit: .max)
        {
            replace(by: Self.newest(Self.entries(in: bytes)))
        }
        body(path)
    }

    func append(_ entry: Entry) {
        guard let descriptor = openLocked(O_WRONLY | O_APPEND | O_CREAT) else { return }
        writeAll(Self.bytes(of: entry), to: descriptor)
        close(descriptor)
    }

    /// Opens the file that stands at the path and locks it: another shell may have replaced it between
    /// the two.
    private func openLocked(_ flags: Int32) -> Int32? {
        while true {
            let descriptor = open(path, flags | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return nil }
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            var locked = stat()
            var current = stat()
            if fstat(descriptor, &locked) == 0, stat(path, &current) == 0,
                locked.st_ino == current.st_ino
            {
                return descriptor
            }
            close(descriptor)
        }
    }

    private func replace(by entries: [Entry]) {
        let temporary = "\(path).\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let isWritten = writeAll(entries.flatMap(Self.bytes), to: descriptor)
        close(descriptor)
        if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
    }
}

extension HistoryFile {
    /// A line of an entry that looks like a time gets a blank in front.
    static func bytes(of entry: Entry) -> [UInt8] {
        let lines = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { isTime(Array($0.utf8)[...]) ? " \($0)" : String($0) }
        return Array("#\(entry.seconds)\n\(lines.joined(separator: "\n"))\n".utf8)
    }

    static func entries(in bytes: [UInt8]) -> [Entry] {
        var entries: [Entry] = []
        var lines: [ArraySlice<UInt8>] = []
        var seconds: Int?
        func finish() {
            guard let seconds, !lines.isEmpty else { return }
            let text = String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
            entries.append(Entry(seconds: seconds, text: text))
        }
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<end]
            start = end + 1
            if isTime(line) {
                finish()
                seconds = Int(String(decoding: line.dropFirst(), as: UTF8.self)) ?? 0
                lines = []
            } else {
                lines.append(line)
            }
        }
        finish()
        return entries
    }

    /// As readline sees it.
    private static func isTime(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count > 1, line.first == UInt8(ascii: "#") else { return false }
        return (0x30...0x39).contains(line[line.startIndex + 1])
    }

    private static func newest(_ entries: [Entry]) -> [Entry] {
        var size = 0
        let kept = entries.suffix(entryLimit).reversed().prefix { entry in
            size += entry.text.utf8.count + 16
            return size <= sizeLimit
        }
        return kept.reversed()
    }
}
