import Glibc

/// The folders that an inotify descriptor watches and the functions whose code they hold.
struct WatchedTree {
    let events: Int32
    /// Code folder to the functions whose code it is.
    private let functions: [String: Set<String>]
    private let onWarning: @Sendable (String) -> Void
    /// Watched folder by inotify's number for it.
    private var folders: [Int32: String] = [:]
    private var missing: Set<String> = []
    private var hasWarned = false

    /// `IN_CLOSE_WRITE` instead of `IN_MODIFY`: a file is looked at when it is whole.
    private static let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_ATTRIB) | UInt32(IN_CREATE) | UInt32(IN_DELETE)
        | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_DELETE_SELF)
        | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)

    init(
        events: Int32,
        folders: [String: String],
        onWarning: @escaping @Sendable (String) -> Void
    ) {
        self.events = events
        self.onWarning = onWarning
        var functions: [String: Set<String>] = [:]
        for (name, folder) in folders {
            functions[Self.trimmed(folder), default: []].insert(name)
        }
        self.functions = functions
    }

    /// Without a slash at the end.
    private static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// Whether every code folder is there.
    var isComplete: Bool { missing.isEmpty }

    mutating func watchAll() {
        for root in functions.keys.sorted() where !watch(root) { missing.insert(root) }
    }

    /// Looks for code folders that were missing; gives the functions of those that came back.
    mutating func findMissing() -> Set<String> {
        var found: Set<String> = []
        for root in missing where watch(root) {
            missing.remove(root)
            found.formUnion(functions[root] ?? [])
        }
        return found
    }

    // MARK: - Watching

    /// Watches a folder and those below it. Gives false when the folder itself is not there.
    private mutating func watch(_ folder: String) -> Bool {
        guard add(folder) else { return false }
        let parent = folder.split(separator: "/").last ?? ""
        for name in names(in: folder) where !CodeTree.leavesOut(name, in: parent) {
            let path = folder + "/" + name
            if isFolder(path) { _ = watch(path) }
        }
        return true
    }

    private mutating func add(_ folder: String) -> Bool {
        let watch = inotify_add_watch(events, folder, Self.mask)
        if watch >= 0 {
            folders[watch] = folder
            return true
        }
        let reason = errno
        guard reason != ENOENT && reason != ENOTDIR else { return false }
        warn(folder, reason)
        return true
    }

    /// Once: with a limit used up, every further folder fails.
    private mutating func warn(_ folder: String, _ reason: Int32) {
        guard !hasWarned else { return }
        hasWarned = true
        let advice =
            reason == ENOSPC
            ? "the limit fs.inotify.max_user_watches is used up; raise it: "
                + "sudo sysctl fs.inotify.max_user_watches=524288"
            : systemText(reason)
        onWarning("code changes in \(folder) and maybe others are not noticed: \(advice)")
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Forgets a folder that went elsewhere, and those below it.
    private mutating func forget(_ folder: String) {
        for (watch, path) in folders where path == folder || path.hasPrefix(folder + "/") {
            inotify_rm_watch(events, watch)
            folders[watch] = nil
        }
    }

    // MARK: - Changes

    /// Reads what has happened, watches new folders, and gives the functions concerned.
    mutating func readChanges() -> Set<String> {
        var changed: Set<String> = []
        let capacity = 64 * 1024
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8)
        defer { buffer.deallocate() }
        while true {
            let count = read(events, buffer.baseAddress, capacity)
            guard count > 0 else { return changed }
            var offset = 0
            while offset < count {
                let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                let start = offset + MemoryLayout<inotify_event>.size
                offset = start + Int(event.len)
                let name = String(
                    decoding: buffer[start..<offset].prefix { $0 != 0 },
                    as: UTF8.self
                )
                changed.formUnion(take(event, name))
            }
        }
    }

    private mutating func take(_ event: inotify_event, _ name: String) -> Set<String> {
        func happened(_ bits: Int32...) -> Bool { bits.contains { event.mask & UInt32($0) != 0 } }
        if happened(IN_Q_OVERFLOW) {
            // Too much at once: anything may have changed, new folders too.
            for root in functions.keys where !watch(root) { missing.insert(root) }
            return functions.values.reduce(into: []) { $0.formUnion($1) }
        }
        guard let folder = folders[event.wd] else { return [] }
        if happened(IN_IGNORED) { folders[event.wd] = nil }
        guard !name.isEmpty else {
            // About the folder itself; its parent tells of it too, unless it is a code folder.
            guard functions[folder] != nil, happened(IN_DELETE_SELF, IN_MOVE_SELF, IN_IGNORED)
            else { return [] }
            forget(folder)
            missing.insert(folder)
            return affected(by: folder)
        }
        let parent = folder.split(separator: "/").last ?? ""
        guard !CodeTree.leavesOut(name, in: parent) else { return [] }
        let path = folder + "/" + name
        if event.mask & UInt32(IN_ISDIR) != 0 {
            // Times and rights of a folder change with what is in it.
            if happened(IN_ATTRIB) { return [] }
            if happened(IN_MOVED_FROM, IN_DELETE) { forget(path) }
            if happened(IN_CREATE, IN_MOVED_TO) { _ = watch(path) }
        }
        return affected(by: path)
    }

    /// The functions whose code folder holds `path`, or is it.
    private func affected(by path: String) -> Set<String> {
        var names: Set<String> = []
        for (root, functions) in functions {
            if path == root { names.formUnion(functions) }
            guard path.hasPrefix(root + "/") else { continue }
            if !CodeTree.leavesOut(path: path.dropFirst(root.count + 1)) {
                names.formUnion(functions)
            }
        }
        return names
    }
}
