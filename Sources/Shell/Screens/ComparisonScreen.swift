import Debugger
import Flows
import Queries

/// One side of a comparison as the screen names it.
struct ComparisonSide {
    let state: ComparedFlow
    /// Nil: the whole flow.
    let step: FlowStop?

    /// `7f41d0b3 (replay, code 51c0…)`, `7f3a9c21 after 2 triggered`
    func title(besides other: ComparisonSide) -> String {
        let flow = state.flow
        var text = "\(flow.id.shortID)"
        if let step { return text + " after \(step.number) \(step.name)" }
        var words: [String] = []
        if flow.sent?.replayOf != nil { words.append("replay") }
        if other.state.flow.sent?.replayOf == flow.id { words.append("original") }
        let code = flow.lastAttempt?.triggered.code
        if let code, code != other.state.flow.lastAttempt?.triggered.code {
            words.append("code \(code.prefix(4))…")
        }
        if !words.isEmpty { text += " (\(words.joined(separator: ", ")))" }
        return text
    }
}

/// What two flows differ in, side by side.
struct ComparisonScreen {
    private let comparison: FlowComparison
    private let left: ComparisonSide
    private let right: ComparisonSide
    private let isStrict: Bool
    /// What was changed on purpose, of a replay beside its origin.
    private let sets: [FlowComparison.Difference]
    /// Parts that such a replay does not have.
    private let gaps: [FieldName]

    init(
        _ comparison: FlowComparison,
        _ left: ComparisonSide,
        _ right: ComparisonSide,
        isStrict: Bool,
        gaps: [FieldName] = []
    ) {
        self.gaps = gaps
        self.comparison = comparison
        self.left = left
        self.right = right
        self.isStrict = isStrict
        let isReplay = right.state.flow.sent?.replayOf == left.state.flow.id
        sets = isReplay ? right.state.edits.compactMap { FlowComparison.Difference($0) } : []
    }

    // MARK: For people

    var blocks: [Block] {
        var blocks: [Block] = [.table(table)]
        // Of what was set the table tells.
        let ignored = comparison.ignored.filter { name in
            !sets.contains { $0.path.parts.first == name }
        }
        if !ignored.isEmpty {
            let names = ignored.sorted().joined(separator: ", ")
            let advice = isStrict ? "" : "   (--strict compares them too)"
            blocks.append(.line(StyledText(" ignored: \(names)\(advice)", .faint)))
        }
        return blocks
    }

    /// `status: 502 → 201`, a line a difference.
    var differenceLines: [String] {
        comparison.differences.map { difference in
            let (before, after) = (difference.left, difference.right)
            return "\(difference.path.text): \(words(before, at: difference.path)) → "
                + words(after, at: difference.path)
        }
    }

    var footer: String {
        let parts = comparison.parts.filter { $0.verdict == .different }.map(\.path.text)
        let count = comparison.differences.count
        return comparison.isSame
            ? "the same" : "\(counted(count, "difference")) in \(parts.joined(separator: ", "))"
    }

    /// A difference that may be wanted can be left out.
    var hint: String? {
        guard
            let path = comparison.differences.lazy.map(\.path)
                .first(where: { $0.parts.count > 1 })
        else { return nil }
        return "--ignore \(quoted(path.parts.joined(separator: ".")))"
    }

    private var table: Table {
        let columns = [
            Column("", minimum: 12),
            Column(left.title(besides: right), minimum: 16),
            Column("  \(right.title(besides: left))", minimum: 16),
        ]
        var table = Table(columns: columns, rows: [], style: .open, cellLines: 3)
        for set in sets where !comparison.parts.contains(where: { isOf($0, set) }) {
            table.rows.append(row(set))
        }
        for part in comparison.parts { table.rows += rows(of: part) }
        if let row = durationRow { table.rows.append(row) }
        table.narrow = [StyledText("\(left.title(besides: right)) → \(right.title(besides: left))")]
        for case .cells(let cells) in table.rows {
            table.narrow.append(joined([cells[0], cells[1], cells[2]], by: " "))
        }
        return table
    }

    private func rows(of part: FlowComparison.Part) -> [Table.Row] {
        let name = StyledText(part.path.text, .heading)
        switch part.verdict {
        case .identical:
            return [.cells([name, StyledText("identical\(sizeWords(part))", .faint), ""])]
        case .equivalent:
            let sets = sets.filter { isOf(part, $0) }
            guard sets.isEmpty else { return sets.map(row) }
            let words =
                gaps.contains(part.path) ? "not compared" : "same but for what is ignored"
            return [.cells([name, StyledText(words, .faint), ""])]
        case .unknown: return [.cells([name, StyledText("not in the source", .faint), ""])]
        case .different: return part.differences.map(row)
        }
    }

    private func row(_ difference: FlowComparison.Difference) -> Table.Row {
        let isSet = sets.contains { $0.path == difference.path }
        return .cells([
            StyledText(difference.path.text, .heading),
            StyledText(words(difference.left, at: difference.path)),
            Self.arrow + StyledText(words(difference.right, at: difference.path))
                + StyledText(isSet ? "   (set)" : "", .faint),
        ])
    }

    /// Whether a path is a part's own or below it.
    private func isOf(_ part: FlowComparison.Part, _ set: FlowComparison.Difference) -> Bool {
        set.path.parts.starts(with: part.path.parts)
    }

    private func sizeWords(_ part: FlowComparison.Part) -> String {
        switch part.path.parts {
        case ["status"]: return left.state.flow.returned.map { " (\($0.status))" } ?? ""
        case ["state"]: return " (\(left.state.flow.state))"
        case ["log"]: return part.size.map { " (\(counted($0, "line")))" } ?? ""
        default: return part.size.map { " (\(sizeText($0)))" } ?? ""
        }
    }

    /// With a blank at which no line is broken.
    private static let arrow = StyledText("→\u{A0}", .faint)

    private var durationRow: Table.Row? {
        guard let before = comparison.durations.left, let after = comparison.durations.right,
            left.step == nil, right.step == nil
        else { return nil }
        var change = ""
        if before > 0 {
            let percent =
                ((after - before) * 100 + (after < before ? -before : before) / 2) / before
            change = "   (\(percent < 0 ? "−" : "+")\(abs(percent)) %)"
        }
        return .cells([
            StyledText("duration", .heading), StyledText(durationText(microseconds: before)),
            Self.arrow + StyledText(durationText(microseconds: after) + change),
        ])
    }

    /// How long a value may be on the screen, in characters.
    private static let valueLimit = 400

    private func words(_ value: ComparedValue?, at path: FieldName) -> String {
        guard let value else { return "—" }
        switch masked(value, at: path) {
        case .json(.string(let text)): return shortened(text)
        // A carriage return is a line break inside a record of a log.
        case .text(let text): return shortened(text.split(separator: "\r").joined(separator: " ↵ "))
        case .json(let json): return shortened(String(decoding: json.bytes, as: UTF8.self))
        case .binary(let bytes): return "binary, \(sizeText(bytes.count))\(place(of: path))"
        }
    }

    private func shortened(_ text: String) -> String {
        text.count > Self.valueLimit ? text.prefix(Self.valueLimit) + "…" : text
    }

    /// ` from byte 12 on`: where two binary values begin to differ.
    private func place(of path: FieldName) -> String {
        guard let difference = comparison.differences.first(where: { $0.path == path }),
            case .binary(let a) = difference.left, case .binary(let b) = difference.right
        else { return "" }
        return ", differs from byte \(zip(a, b).prefix { $0 == $1 }.count + 1) on"
    }

    // MARK: Masking

    /// A value that stands under a masked name is left out, and so are such values in it.
    private func masked(_ value: ComparedValue, at path: FieldName) -> ComparedValue {
        guard !path.parts.contains(where: { isMasked($0) }) else { return .text(maskedValue) }
        let name = path.parts.last ?? ""
        switch value {
        case .json(.string(let text)): return .json(.string(maskedText(text, under: name)))
        case .json(let json):
            return maskedJSON(json.bytes, indent: nil).flatMap { JSONValue($0) }.map { .json($0) }
                ?? value
        case .text(let text): return .text(maskedText(text, under: name))
        case .binary: return value
        }
    }

    // MARK: For machines

    /// What is compared for machines: one object a difference, and one a part that has none.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `left` `right` | the UUIDs of the flows |
    /// | `part` | `state`, `status`, `error`, `request.method`, `request.target`, `request.headers`, `request.body`, `event`, `result`, `response.headers`, `response.body`, `log` |
    /// | `result` | `identical` byte for byte; `equivalent` but for what is ignored; `different`; `unknown`: not in the source of an imported request; `set` on purpose, with `--set` |
    /// | `path` | what differs, `response.body.items.0.sku`; null without a difference |
    /// | `leftValue` `rightValue` | JSON, masked; binary data as `{"base64": …}`; null when there is none on that side |
    var records: Records {
        let ids: [MachineValue] = [
            .string(left.state.flow.id.description), .string(right.state.flow.id.description),
        ]
        let rows = comparison.parts.flatMap { part -> [[MachineValue]] in
            let name = MachineValue.string(part.path.text)
            switch part.verdict {
            case .identical: return [ids + [name, .string("identical"), .null, .null, .null]]
            case .equivalent: return [ids + [name, .string("equivalent"), .null, .null, .null]]
            case .unknown: return [ids + [name, .string("unknown"), .null, .null, .null]]
            case .different:
                return part.differences.map { difference in
                    ids + [
                        name, .string("different"), .string(difference.path.text),
                        machineValue(difference.left, at: difference.path),
                        machineValue(difference.right, at: difference.path),
                    ]
                }
            }
        }
        let setRows = sets.map { set in
            ids + [
                .string(set.path.parts[0]), .string("set"), .string(set.path.text),
                machineValue(set.left, at: set.path), machineValue(set.right, at: set.path),
            ]
        }
        return Records(
            fields: ["left", "right", "part", "result", "path", "leftValue", "rightValue"],
            rows: setRows + rows
        )
    }

    private func machineValue(_ value: ComparedValue?, at path: FieldName) -> MachineValue {
        guard let value else { return .null }
        switch masked(value, at: path) {
        case .json(let json): return .json(json.bytes)
        case .text(let text): return .string(text)
        case .binary(let bytes):
            return .json(JSONValue.object([.init("base64", .string(base64Text(bytes)))]).bytes)
        }
    }
}

extension FlowComparison.Difference {
    /// What an edit by name did.
    fileprivate init?(_ change: AppliedChange) {
        guard let path = fieldPath(change.path) else { return nil }
        self.init(
            path: FieldName(path),
            left: change.before.map { ComparedValue($0) },
            right: change.after.map { ComparedValue($0) }
        )
    }
}
