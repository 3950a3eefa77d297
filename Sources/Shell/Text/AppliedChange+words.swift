import Debugger
import Flows

extension AppliedChange {
    /// Whether its name, or one that it is inside of, is masked.
    private var isSecret: Bool { (fieldPath(path) ?? []).contains { isMasked($0) } }

    /// `2 → 5`, `— → 2 (new member event.bdy)`
    var words: String { words { shownText($0, named: fieldPath(path)?.last) } }

    /// The same with texts in quotes: `"2" → 5`.
    var jsonWords: String {
        words { String(decoding: maskedJSON($0, indent: nil) ?? $0, as: UTF8.self) }
    }

    private func words(_ text: ([UInt8]) -> String) -> String {
        let values = [before, after].map { json -> String in
            guard let json else { return "—" }
            return isSecret ? maskedValue : shortened(text(json), of: json)
        }
        return values.joined(separator: " → ") + (added.map { " (new member \($0))" } ?? "")
    }

    private func shortened(_ text: String, of json: [UInt8]) -> String {
        text.count > 80 ? "\(text.prefix(60))… (\(sizeText(json.count)))" : text
    }

    /// Path, before, after, and what was added.
    var row: [MachineValue] {
        [.string(path)] + [before, after].map(machineValue) + [MachineValue(added)]
    }

    private func machineValue(_ json: [UInt8]?) -> MachineValue {
        guard let json else { return .null }
        return isSecret ? .string(maskedValue) : .json(maskedJSON(json, indent: nil) ?? json)
    }
}
