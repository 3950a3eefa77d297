import Glibc

/// `$XDG_CONFIG_HOME/waybill` (else `~/.config/waybill`); nil when there is no home. It is not made.
func configurationFolder() -> String? {
    folder(in: "XDG_CONFIG_HOME", orInHome: ".config")
}

/// The folder of this program under a base folder of the XDG specification.
/// - SeeAlso: [XDG Base Directory Specification](https://specifications.freedesktop.org/basedir-spec/latest/)
func folder(in variable: String, orInHome standard: String) -> String? {
    if let base = environment(variable), base.hasPrefix("/") { return base + "/waybill" }
    if let home = environment("HOME"), home.hasPrefix("/") { return "\(home)/\(standard)/waybill" }
    return nil
}

/// Makes a folder and those above it that are missing, with mode 0700.
/// - Returns: false when that cannot be.
func makeFolders(_ folder: String) -> Bool {
    var path = ""
    for part in folder.split(separator: "/") {
        path += "/" + part
        if mkdir(path, 0o700) != 0, errno != EEXIST { return false }
    }
    return true
}

/// Puts bytes into a file with mode 0600 that is replaced whole: whoever reads it sees the old bytes or
/// the new ones.
/// - Returns: false with `errno` set when that cannot be.
func replaceFile(_ path: String, with bytes: [UInt8]) -> Bool {
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let isWritten = writeAll(bytes, to: descriptor)
    close(descriptor)
    guard isWritten, rename(temporary, path) == 0 else {
        let reason = errno
        unlink(temporary)
        errno = reason
        return false
    }
    return true
}

/// The names in a folder, without `.` and `..`; none when it cannot be read.
func fileNames(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}
