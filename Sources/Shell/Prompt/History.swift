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
        stifle_history(Int32(HistoryFile.entryLimit))
        let entries = file?.load() ?? []
        for entry in entries { crl_add_history(entry.text, "#\(entry.seconds)") }
        last = entries.last?.text
        recent = entries.suffix(Self.recentLimit).map(\.text)
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
