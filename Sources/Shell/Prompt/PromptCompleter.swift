import CReadline
import Glibc

/// Gives readline the completions of a session and shows their list.
///
/// Readline has an idea of its own of where the word at the cursor begins. What is offered is
/// therefore first cut or lengthened to that word, and shown in the list by its own name.
final class PromptCompleter {
    private let session: Session
    /// What the last completion offered: as readline takes it, and as it is shown.
    private var offered: [(text: String, completion: Completion)] = []
    private var offerIndex = 0

    init(session: Session) { self.session = session }

    /// Readline's question: what may stand in place of `text`, which begins at `start` of its line;
    /// `open` are the lines before this one of the same statement.
    func complete(
        _ text: UnsafePointer<CChar>?,
        _ start: Int,
        after open: String
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        // From here on it is ours: no file names when nothing fits.
        crl_completion_over()
        guard let text, let line = crl_line() else { return nil }
        let bytes = Array(UnsafeRawBufferPointer(start: line, count: Int(crl_point())))
        let before = open.isEmpty ? [] : Array(open.utf8) + [0x0A]
        let list = session.completions(for: String(decoding: before + bytes, as: UTF8.self))
        offered = fitted(list, to: start + before.count, in: before + bytes)
        offerIndex = 0
        guard !offered.isEmpty else { return nil }
        current = self
        let matches = rl_completion_matches(text) { _, _ in current?.nextOffer() ?? nil }
        // All that readline may finish is the only one.
        crl_append_blank(offered.count == 1 && offered[0].completion.isFinished ? 1 : 0)
        return matches
    }

    private func fitted(
        _ list: CompletionList,
        to start: Int,
        in bytes: [UInt8]
    ) -> [(text: String, completion: Completion)] {
        var seen: Set<String> = []
        let items = list.items.filter { seen.insert($0.text).inserted }
        if list.start >= start {
            let prefix = String(
                decoding: bytes[start..<min(list.start, bytes.count)],
                as: UTF8.self
            )
            return items.map { (prefix + $0.text, $0) }
        }
        // Readline's word is a later part of ours: what stands before it must be there already.
        let typed = bytes[list.start..<min(start, bytes.count)]
        return items.compactMap { item in
            guard item.text.utf8.starts(with: typed) else { return nil }
            return (String(decoding: item.text.utf8.dropFirst(typed.count), as: UTF8.self), item)
        }
    }

    private func nextOffer() -> UnsafeMutablePointer<CChar>? {
        guard offerIndex < offered.count else { return nil }
        defer { offerIndex += 1 }
        return strdup(offered[offerIndex].text)
    }

    /// The list of matches with their descriptions. The first entry is what they have in common.
    func display(_ matches: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int) {
        guard let matches, count > 0 else { return }
        let texts = (1...count).compactMap { matches[$0].map { String(cString: $0) } }
        let shown = texts.map { text in
            offered.first { $0.text == text }?.completion ?? Completion(text)
        }
        rl_crlf()
        fflush(nil)
        writeAll(screen(of: shown, Terminal.standardOutput()), to: STDOUT_FILENO)
        rl_forced_update_display()
    }

    private func screen(of shown: [Completion], _ terminal: Terminal) -> [UInt8] {
        let rowLimit = max(5, (terminal.rows ?? 24) - 3)
        let columns = terminal.columns ?? 80
        let mark = terminal.isUTF8 ? "…" : "~"
        let width = min(
            shown.prefix(rowLimit).map { displayWidth($0.text) }.max() ?? 0,
            columns / 2
        )
        let isColoured = terminal.hasColour && session.defaults.colour != .never
        var output: [UInt8] = []
        for completion in shown.prefix(rowLimit) {
            var line = StyledText("  \(completion.text)", .identity)
                .padded(to: width + 4, isRightAligned: false)
            line += StyledText(completion.description, .faint)
            if !terminal.isUTF8 { line = line.folded() }
            line.cut(to: columns - 1, mark: mark).write(to: &output, inColour: isColoured)
            output.append(0x0A)
        }
        if shown.count > rowLimit {
            output += Array("  and \(shown.count - rowLimit) more: type more of the word\n".utf8)
        }
        return output
    }
}

/// Whom readline's callback, which carries no context, asks for the next match; on the prompt's
/// thread only.
nonisolated(unsafe) private var current: PromptCompleter?
