import Flows

/// A line of the prompt as the history keeps it: values given to masked names are left out, in
/// `name: value`, `name=value` and JSON. Lines without such names are unchanged.
func maskedForHistory(_ line: String) -> String {
    guard let parsed = try? parseLine(line) else {
        // What cannot be read cannot be masked word by word.
        return mentionsMaskedName(line) ? "" : line
    }
    var result = line
    for word in parsed.words.reversed() {
        let masked = maskedWord(word.text)
        guard masked != word.text else { continue }
        let lower = result.utf8.index(result.startIndex, offsetBy: word.range.lowerBound)
        let upper = result.utf8.index(result.startIndex, offsetBy: word.range.upperBound)
        result.replaceSubrange(lower..<upper, with: quoted(masked))
    }
    if case .pipe(let command) = parsed.sink, mentionsMaskedName(command) { return "" }
    return result
}

private func mentionsMaskedName(_ text: String) -> Bool {
    text.split { !$0.isLetter && $0 != "-" && $0 != "_" }.contains { isMasked($0) }
}

private func maskedWord(_ word: String) -> String {
    if let first = word.first, first == "{" || first == "[" {
        return maskedJSON(Array(word.utf8), indent: nil).map { String(decoding: $0, as: UTF8.self) }
            ?? (mentionsMaskedName(word) ? maskedValue : word)
    }
    guard let end = word.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return word }
    guard isMasked(word[..<end]) else { return maskedForm(word) }
    return word[...end] + (word[end] == ":" ? " " : "") + maskedValue
}
