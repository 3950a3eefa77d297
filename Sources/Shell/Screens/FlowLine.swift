import Flows

/// One flow in one line, as `tail` shows it when it has ended:
/// `● 15:03:10 7f44aa10 POST /orders 502 1.2 s KeyError: 'sku'`.
func flowLine(_ flow: FlowSummary, zone: DisplayZone) -> StyledText {
    let end = flow.sentAt.advanced(byMicroseconds: flow.durationMicroseconds ?? 0)
    var line = StyledText("● ", role(of: flow.outcome))
    line += StyledText("\(zone.fields(of: end).timeOfDay()) ", .faint)
    line += StyledText("\(flow.id.shortID)", .identity)
    line += StyledText(" \(methodWord(flow)) ")
    line += StyledText(flow.kind == .door ? pathWord(flow) : flow.function ?? pathWord(flow))
    line += StyledText(" \(flow.status.map { String($0) } ?? flow.state)", role(of: flow.outcome))
    if let duration = flow.durationMicroseconds {
        line += StyledText(" \(durationText(microseconds: duration))")
    }
    let note = noteWords(flow)
    if !note.isEmpty { line += StyledText(" \(note)", role(of: flow.outcome)) }
    return line
}

/// A line with the number of its row behind it, at the right edge of a screen of that many columns.
func numbered(_ line: StyledText, _ number: Int, columns: Int?, signs: Signs) -> StyledText {
    let mark = StyledText("%\(number)", .faint)
    guard let columns else { return line + "  " + mark }
    let room = max(1, columns - mark.width - 2)
    return line.cut(to: room, mark: signs.cut).padded(to: room, isRightAligned: false) + "  " + mark
}
