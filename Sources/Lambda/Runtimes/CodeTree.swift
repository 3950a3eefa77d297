import Crypto
import Flows
import Glibc

/// The files of a code folder that make the function what it is.
///
/// Left out, here and by ``CodeWatcher``: `.waybill`, `.venv`, `__pycache__`, `.git`,
/// `node_modules/.cache`.
struct CodeTree {
    let root: String

    /// Whether something named `name` in the folder `parent` (its last component) is left out.
    static func leavesOut(_ name: some StringProtocol, in parent: some StringProtocol) -> Bool {
        switch name {
        case ".waybill", "__pycache__", ".git", ".venv": true
        case ".cache": parent == "node_modules"
        default: false
        }
    }

    /// Whether the path below the root, `a/b/c`, is left out.
    static func leavesOut(path: some StringProtocol) -> Bool {
        var parent: Substring = ""
        for name in Substring(path).split(separator: "/") {
            if leavesOut(name, in: parent) { return true }
            parent = name
        }
        return false
    }

    /// Calls `body` with the relative path and kind of everything in the folder, in an order that
    /// depends on names alone; what is in a folder follows it. Links are not followed.
    func walk(_ body: (_ path: String, _ kind: Entry) -> Void) { walk("", body) }

    enum Entry { case folder, file, link }

    private func walk(_ folder: String, _ body: (String, Entry) -> Void) {
        let parent = folder.split(separator: "/").last ?? ""
        for name in names(in: folder.isEmpty ? root : root + "/" + folder).sorted()
        where !Self.leavesOut(name, in: parent) {
            let path = folder.isEmpty ? name : folder + "/" + name
            var status = stat()
            guard lstat(root + "/" + path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                body(path, .folder)
                walk(path, body)
            case S_IFREG: body(path, .file)
            case S_IFLNK: body(path, .link)
            default: continue
            }
        }
    }

    /// The first 12 hexadecimal digits of SHA-256 over each file's path, a NUL, its length as eight
    /// bytes, and its bytes. A link counts as the file that it leads to.
    func digest() -> String {
        var hash = SHA256()
        walk { path, kind in
            guard kind != .folder, fileKind(root + "/" + path) != .folder else { return }
            add(path, to: &hash)
        }
        return String(hexText(hash.finalize()).prefix(12))
    }

    /// When the newest of the files that ``digest()`` is made of was written; nil when there is none.
    func lastChange() -> Timestamp? {
        var newest: Timestamp?
        walk { path, kind in
            var status = stat()
            guard kind != .folder, stat(root + "/" + path, &status) == 0,
                status.st_mode & S_IFMT == S_IFREG
            else { return }
            let changed = Timestamp(
                microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000
                    + Int64(status.st_mtim.tv_nsec) / 1000
            )
            newest = max(newest ?? changed, changed)
        }
        return newest
    }

    private func add(_ path: String, to hash: inout SHA256) {
        let file = open(root + "/" + path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        hash.update(data: Array(path.utf8) + [0])
        withUnsafeBytes(of: UInt64(status.st_size).littleEndian) { hash.update(bufferPointer: $0) }
        var part = hash
        _ = readAll(file) { part.update(bufferPointer: $0) }
        hash = part
    }
}
