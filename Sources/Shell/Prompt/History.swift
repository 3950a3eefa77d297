import CReadline
import Glibc

/// What was typed, kept in `$XDG_STATE_HOME/waybill/history` with mode 0600.
///
/// Every entry is appended the moment it was entered, so that a killed shell loses none. Values under
/// masked names are never written, neither to the file nor to the list in memory.
struct History {
    private let file: HistoryFile?
    private var last: String?
    /// The newest entries, for ``nameUses()``.
    private var recent: [String] = []
    private static let recentLimit = 200

    init(path: String?) {
        file = path.map { HistoryFile(path: $0) }
        using_history()
        crl_history_multiline()
        stifle_history(Int32(HistoryFile.entryLimit))
        file?.read { read_history($0) }
        let count = Int(crl_history_length())
        recent = (max(0, count - Self.recentLimit)..<count).compactMap { index in
            crl_history_text(Int32(index)).map { String(cString: $0) }
        }
        last = recent.last
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
        recent.append(kept)
        if recent.count > Self.recentLimit { recent.removeFirst() }
        let entry = HistoryFile.Entry(seconds: time(nil), text: kept)
        crl_add_history(kept, "#\(entry.seconds)")
        file?.append(entry)
    }

    /// How often each name stands in the newest entries.
    func nameUses() -> [String: Int] {
        var uses: [String: Int] = [:]
        for entry in recent {
            for token in looseTokens(Array(entry.utf8), from: 0, .query) where token.kind == .name {
                uses[token.text, default: 0] += 1
            }
        }
        return uses
    }
}
