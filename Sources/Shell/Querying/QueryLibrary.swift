import Glibc

/// The queries that can be run by name: those that come with the program, and the user's own in
/// `$XDG_CONFIG_HOME/waybill/queries`, one file each.
///
/// A file holds the query as it is typed; its first line may be a comment that says what it tells. An
/// own query hides a shipped one of the same name.
struct QueryLibrary {
    private let folder: String?

    /// Nil: there is no home, and so no query of one's own.
    init(folder: String?) { self.folder = folder }

    static func standard() -> QueryLibrary {
        QueryLibrary(folder: configurationFolder().map { "\($0)/queries" })
    }

    private static let ending = ".query"
    /// The largest file that is read, in bytes.
    private static let fileLimit = 256 << 10

    /// All, in the order of their names.
    func all() -> [SavedQuery] {
        let own = ownNames().compactMap { self.own($0) }
        let names = Set(own.map(\.name))
        return (own + SavedQuery.shipped.filter { !names.contains($0.name) })
            .sorted { $0.name < $1.name }
    }

    func query(named name: String) -> SavedQuery? {
        own(name) ?? SavedQuery.shipped.first { $0.name == name }
    }

    /// Keeps a query under a name, in the place of an earlier one.
    func save(_ query: SavedQuery) throws(ShellError) {
        guard let folder, makeFolders(folder) else {
            throw ShellError(
                .unreachable,
                "there is no folder for own queries",
                hint: "set HOME or XDG_CONFIG_HOME"
            )
        }
        let text = (query.summary.isEmpty ? "" : "# \(query.summary)\n") + query.text + "\n"
        let path = path(of: query.name, in: folder)
        guard replaceFile(path, with: Array(text.utf8)) else {
            throw ShellError(
                .unreachable,
                "cannot write \(path): \(String(cString: strerror(errno)))",
                hint: "check the folder's permissions"
            )
        }
    }

    /// - Returns: false when there is no own query of that name.
    func delete(_ name: String) -> Bool {
        guard let folder, SavedQuery.isName(name) else { return false }
        return unlink(path(of: name, in: folder)) == 0
    }

    private func own(_ name: String) -> SavedQuery? {
        guard let folder, SavedQuery.isName(name),
            let bytes = readFile(path(of: name, in: folder), limit: Self.fileLimit)
        else { return nil }
        var lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)[...]
        var summary = ""
        if let first = lines.first, first.hasPrefix("#") {
            summary = String(trimmed(first.drop { $0 == "#" }))
            lines.removeFirst()
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return SavedQuery(name: name, summary: summary, text: lines.joined(separator: "\n"))
    }

    private func ownNames() -> [String] {
        guard let folder else { return [] }
        return fileNames(in: folder).filter { $0.hasSuffix(Self.ending) }
            .map { String($0.dropLast(Self.ending.count)) }
    }

    private func path(of name: String, in folder: String) -> String {
        "\(folder)/\(name)\(Self.ending)"
    }
}
