/// A notice for whoever looks at a terminal: broken between words where the terminal is narrower, what
/// follows indented. Elsewhere a line stays one.
public func terminalLine(_ text: String) -> String {
    terminalLine(text, columns: Terminal.standardOutput().columns)
}

func terminalLine(_ text: String, columns: Int?) -> String {
    guard let columns else { return text }
    let lines = StyledText(text).wrapped(to: max(20, columns - 2), mark: "")
    guard lines.count > 1, displayWidth(text) > columns else { return text }
    return lines.map(\.plain).joined(separator: "\n  ")
}
