import CReadline
import Glibc

/// What was typed, kept in `$XDG_STATE_HOME/waybill/history` with mode 0600.
///
/// Every line is appended the moment it was entered, so that a killed shell loses none. The form is
/// readline's own: `#` and the seconds since 1970, then the lines of the entry. Values under masked
/// names are never written, neither to the file nor to the list in memory.
struct History {
    private let path: String?
    private var last: String?

    /// The most entries that are loaded; twice as many make the file shorter.
    private static let entryLimit: Int32 = 10_000

    init(path: String?) {
        self.path = path
        using_history()
        crl_history_multiline()
        stifle_history(Self.entryLimit)
        guard let path, read_history(path) == 0 else { return }
        if crl_history_length() >= Self.entryLimit {
            history_truncate_file(path, Self.entryLimit)
        }
        last = crl_last_history_line().map { String(cString: $0) }
    }

    static func standardPath() -> String? { stateFolder().map { "\($0)/history" } }

    /// Records a line, unless it is empty, begins with a blank or repeats the one before.
    mutating func record(_ line: String) {
        guard let first = line.first, first != " ", first != "\t" else { return }
        let kept = maskedForHistory(line)
        guard !kept.isEmpty, kept != last else { return }
        last = kept
        add_history(kept)
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        // One write: entries of two shells do not mix.
        writeAll(Array("#\(time(nil))\n\(kept)\n".utf8), to: descriptor)
        close(descriptor)
    }
}
