import Glibc

/// The most entries of a folder that are looked at.
private let entryLimit = 2000

/// The files and folders whose path begins with what is typed; `~/` is the home.
func fileCompletions(_ typed: String) -> [Completion] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let beginning = typed.dropFirst(folder.count)
    var place = folder.isEmpty ? "." : folder
    if place.hasPrefix("~/"), let home = environment("HOME") { place = home + place.dropFirst() }
    guard let directory = opendir(place) else { return [] }
    defer { closedir(directory) }
    var paths: [(path: String, isFolder: Bool)] = []
    var count = 0
    while count < entryLimit, let entry = readdir(directory) {
        count += 1
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name.hasPrefix(beginning), name != ".", name != "..",
            !name.hasPrefix(".") || beginning.hasPrefix(".")
        else { continue }
        let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
        let path = folder + name + (isFolder ? "/" : "")
        paths.append((path, isFolder))
    }
    return paths.sorted { $0.path < $1.path }.map { path, isFolder in
        Completion(quoted(path), isFolder ? "folder" : "", isFinished: !isFolder)
    }
}
