import Glibc

/// A file or folder that could not be read or written.
public struct FileError: Error, Equatable, CustomStringConvertible {
    public var path: String
    /// What was tried: `read`, `write`, `make the folder`.
    public var action: String
    public var errno: Int32

    public var description: String { "cannot \(action) \(path): \(systemText(errno))" }

    /// What to do next.
    public var hint: String {
        switch errno {
        case EACCES, EPERM, EROFS: "check the permissions of \(path)"
        case ENOSPC, EDQUOT: "free some space on the disk"
        default: "check that \(path) is what it should be"
        }
    }
}

/// All bytes of a file.
func readFile(_ path: String) throws(FileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: path, action: "read", errno: errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    let count = readAll(file) { bytes.append(contentsOf: $0) }
    guard count >= 0 else { throw FileError(path: path, action: "read", errno: errno) }
    return bytes
}

/// Gives every part of an open file; -1 with errno when it cannot be read to its end.
func readAll(_ file: Int32, _ body: (UnsafeRawBufferPointer) -> Void) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 8) { buffer in
        var total = 0
        while true {
            let count = read(file, buffer.baseAddress, buffer.count)
            if count > 0 { body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            if count == 0 { return total }
            if count < 0 && errno != EINTR { return -1 }
            total += max(count, 0)
        }
    }
}

/// Writes `bytes` unless the file holds them already, so that nothing that watches it wakes up.
/// Its folder is made when missing. Readers see the old or the new file, never a part.
func writeFile(_ bytes: [UInt8], to path: String) throws(FileError) {
    if let present = try? readFile(path), present == bytes { return }
    try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    let draft = "\(path).\(getpid()).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError(path: path, action: "write", errno: errno) }
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { break }
        rest = rest.dropFirst(count)
    }
    let isWritten = rest.isEmpty
    let reason = errno
    close(file)
    guard isWritten, rename(draft, path) == 0 else {
        let error = FileError(path: path, action: "write", errno: isWritten ? errno : reason)
        unlink(draft)
        throw error
    }
}

/// Makes a folder and those above it, for the user alone.
func makeFolder(_ path: String) throws(FileError) {
    guard !path.isEmpty, mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/") else {
        throw FileError(path: path, action: "make the folder", errno: errno)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
        throw FileError(path: path, action: "make the folder", errno: errno)
    }
}

/// What is at a path.
enum FileKind: Equatable { case missing, folder, file, executableFile, other }

/// Symbolic links are followed.
func fileKind(_ path: String) -> FileKind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return access(path, X_OK) == 0 ? .executableFile : .file
    default: return .other
    }
}

/// The names in a folder without `.` and `..`; none when it cannot be read.
func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names
}

/// Removes a file if it is there.
func removeFile(_ path: String) { unlink(path) }
