import CReadline
import Glibc

/// What was typed, kept in `$XDG_STATE_HOME/waybill/history` with mode 0600.
///
/// Every entry is appended the moment it was entered, so that a killed shell loses none. Values under
/// masked names are never written, neither to the file nor to the list in memory.
struct History {
    private let file: HistoryFile?
    private var last: String?

    init(path: String?) {
        file = path.map { HistoryFile(path: $0) }
        using_history()
        stifle_history(Int32(HistoryFile.entryLimit))
        for entry in file?.load() ?? [] {
            crl_add_history(entry.text, "#\(entry.seconds)")
            last = entry.text
        }
    }

    static func standardPath() -> String? { stateFolder().map { "\($0)/history" } }

    /// Records an entry, unless it is empty, begins with a blank, repeats the one before or is too
    /// long.
    mutating func record(_ text: String) {
        guard let first = text.first, !first.isWhitespace else { return }
        let kept = maskedForHistory(text)
        guard !kept.isEmpty, kept != last, kept.utf8.count <= HistoryFile.entrySizeLimit else {
            return
        }
        last = kept
        let entry = HistoryFile.Entry(seconds: time(nil), text: kept)
        crl_add_history(kept, "#\(entry.seconds)")
        file?.append(entry)
    }
}
