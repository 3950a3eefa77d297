import Flows

/// The waterfall of a flow: a scale, a bar a span, and what took longest.
struct TimelineChart {
    private let spans: [TimelineSpan]
    private let whole: Int64
    private let layout: Layout

    /// How many columns each part has.
    private struct Layout {
        let label: Int
        /// 0: there is no room for bars.
        let bar: Int
        let duration: Int
        /// 0: there is no room for notes.
        let note: Int

        private static let leastBar = 20
        private static let leastNote = 12

        init(_ spans: [TimelineSpan], columns: Int) {
            label = spans.map { displayWidth($0.label) }.max() ?? 0
            duration = spans.map { displayWidth(durationText(microseconds: $0.length)) }.max() ?? 0
            let longestNote = spans.map { displayWidth($0.note) }.max() ?? 0
            // A blank at the edge, two between label, bar and duration, three before the note.
            let rest = columns - 1 - label - 2 - 2 - duration
            let note = min(longestNote, max(Self.leastNote, columns * 2 / 5))
            if rest - 3 - note >= Self.leastBar, note > 0 {
                self.note = note
                bar = rest - 3 - note
            } else {
                self.note = 0
                bar = rest >= Self.leastBar ? rest : 0
            }
        }
    }

    init(_ facts: FlowFacts, columns: Int) {
        spans = facts.timelineSpans
        whole = facts.timelineLength
        layout = Layout(spans, columns: columns)
    }

    /// The chart; `notes` stand between the spans where they happened. Without room for bars its lines
    /// are broken where they are too long, else cut.
    func blocks(notes: [(offset: Int64, text: String)]) -> [Block] {
        lines(notes: notes).map { layout.bar > 0 ? .heading($0) : .line($0) }
    }

    private func lines(notes: [(offset: Int64, text: String)]) -> [StyledText] {
        var lines = layout.bar > 0 ? [scale] : []
        var rest = notes.sorted { $0.offset < $1.offset }[...]
        func add(until limit: Int64) {
            while let note = rest.first, note.offset <= limit {
                lines.append(
                    StyledText(
                        " · \(offsetText(microseconds: note.offset))  \(note.text)",
                        .faint
                    )
                )
                rest.removeFirst()
            }
        }
        for span in spans {
            add(until: span.start)
            lines.append(line(of: span))
        }
        add(until: .max)
        if let path = criticalPath { lines.append(path) }
        return lines
    }

    // MARK: Lines

    private func line(of span: TimelineSpan) -> StyledText {
        let role: Role = span.hasFailed ? .failure : .plain
        var line =
            StyledText(" ")
            + StyledText(span.label, span.hasFailed ? .failure : .heading)
            .padded(to: layout.label, isRightAligned: false)
        if layout.bar > 0 {
            line += StyledText("  ")
            line += StyledText(bar(of: span), span.hasFailed ? .failure : .good)
                .padded(to: layout.bar, isRightAligned: false)
        }
        line +=
            StyledText("  ")
            + StyledText(durationText(microseconds: span.length))
            .padded(to: layout.duration, isRightAligned: true)
        guard !span.note.isEmpty else { return line }
        if layout.note > 0 {
            return line + StyledText("   ")
                + StyledText(span.note, role)
                .cut(to: layout.note, mark: "…")
        }
        // Without room at its side, a failure still says what it was.
        return span.hasFailed ? line + StyledText("  ") + StyledText(span.note, role) : line
    }

    private static let blocks = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// In eighths of a column, at least one; it begins in the column of its start.
    private func bar(of span: TimelineSpan) -> String {
        let columns = Int64(layout.bar)
        let length = max(1, whole)
        let start = min(columns - 1, max(0, span.start) * columns / length)
        let wanted = (span.length * columns * 8 + length / 2) / length
        let eighths = Int(min(max(1, wanted), (columns - start) * 8))
        return String(repeating: " ", count: Int(start))
            + String(repeating: "█", count: eighths / 8) + Self.blocks[eighths % 8]
    }

    // MARK: Scale

    /// `0 ms      300      600      900      1200 1212`: round numbers, and the end.
    private var scale: StyledText {
        let isInSeconds = whole >= 10_000_000
        let unit: Int64 = isInSeconds ? 1_000_000 : 1000
        func text(_ microseconds: Int64) -> String {
            let decimals = whole >= 10 * unit ? 0 : whole >= unit ? 1 : 3
            return decimal(microseconds, scale: unit, decimals: decimals)
        }
        let end = text(whole)
        var marks = [(column: 0, text: isInSeconds ? "0 s" : "0 ms")]
        let step = Self.tick(of: whole, count: max(1, layout.bar / 14))
        var value = step
        while value < whole {
            marks.append((Int(value * Int64(layout.bar) / max(1, whole)), text(value)))
            value += step
        }
        var line = String(repeating: " ", count: 1 + layout.label + 2)
        let origin = line.count
        let last = max(0, layout.bar - end.count)
        for mark in marks where mark.column == 0 || mark.column + mark.text.count < last {
            let missing = origin + mark.column - line.count
            guard missing >= (mark.column == 0 ? 0 : 1) else { continue }
            line += String(repeating: " ", count: missing) + mark.text
        }
        line += String(repeating: " ", count: max(1, origin + last - line.count)) + end
        return StyledText(line, .faint)
    }

    /// A round number of microseconds of which about `count` fit into the whole: 1, 2, 3 or 5 and zeros.
    private static func tick(of whole: Int64, count: Int) -> Int64 {
        let least = max(1, whole / Int64(count))
        var power: Int64 = 1
        while true {
            for factor: Int64 in [1, 2, 3, 5] where factor * power >= least {
                return factor * power
            }
            power *= 10
        }
    }

    // MARK: Critical path

    /// `critical path: executed 82 %, init 17 %`: all that took a hundredth of the whole or more, the
    /// longest first.
    private var criticalPath: StyledText? {
        guard whole > 0 else { return nil }
        let longest = spans.enumerated()
            .map { (order: $0.offset, span: $0.element, percent: percent($0.element.length)) }
            .filter { $0.percent > 0 }
            .sorted { ($1.span.length, $0.order) < ($0.span.length, $1.order) }
        guard !longest.isEmpty else { return nil }
        let parts = longest.prefix(4).map { entry in
            let number = entry.span.attempt > 1 ? "\(entry.span.label.prefix { $0 != " " }) " : ""
            return "\(number)\(entry.span.name) \(entry.percent) %"
        }
        return StyledText("critical path: ", .faint) + StyledText(parts.joined(separator: ", "))
            + StyledText(" of \(durationText(microseconds: whole))", .faint)
    }

    private func percent(_ length: Int64) -> Int64 { (length * 100 + whole / 2) / whole }
}
