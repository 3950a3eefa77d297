import Flows
import Glibc

/// What standard output can show.
struct Terminal: Equatable, Sendable {
    /// Nil when it is no terminal: nothing is cut then.
    var columns: Int?
    var rows: Int?
    /// Whether colours may be used by themselves (a terminal, not `dumb`, no `NO_COLOR`).
    var hasColour: Bool
    /// False: frames and signs in ASCII.
    var isUTF8: Bool

    var isTTY: Bool { columns != nil }

    static let pipe = Terminal(columns: nil, rows: nil, hasColour: false, isUTF8: true)

    /// Asks the kernel and the environment, never the terminal itself (which may not answer).
    static func standardOutput() -> Terminal {
        let isUTF8 = localeIsUTF8()
        guard isatty(STDOUT_FILENO) == 1 else {
            return Terminal(columns: nil, rows: nil, hasColour: false, isUTF8: isUTF8)
        }
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let isPlain = environment("TERM") == "dumb" || environment("NO_COLOR")?.isEmpty == false
        return Terminal(
            columns: isKnown ? Int(size.ws_col) : 80,
            rows: isKnown ? Int(size.ws_row) : 24,
            hasColour: !isPlain,
            isUTF8: isUTF8
        )
    }
}

/// One variable of the environment, or nil.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

private func localeIsUTF8() -> Bool {
    setlocale(LC_ALL, "")
    tzset()
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: codeset).uppercased() == "UTF-8"
}

func steadyNow() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}

/// Writes everything, or gives false when the reader has gone or the disk is full.
@discardableResult
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
        let count = bytes.withUnsafeBytes {
            write(descriptor, $0.baseAddress! + offset, bytes.count - offset)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
    }
    return true
}

/// `$XDG_STATE_HOME/waybill` (else `~/.local/state/waybill`), made with mode 0700; nil when there
/// is no home.
func stateFolder() -> String? {
    guard let folder = folder(in: "XDG_STATE_HOME", orInHome: ".local/state"), makeFolders(folder)
    else { return nil }
    return folder
}

/// The whole of a small file, or nil.
func readFile(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return readAll(from: descriptor, limit: limit)
}

/// Everything up to the end, at most `limit` bytes.
func readAll(from descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < limit {
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { return nil }
        if count == 0 { break }
        bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
}
