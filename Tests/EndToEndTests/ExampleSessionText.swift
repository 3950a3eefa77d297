/// A recorded session as its file has it: remarks, commands after `$ `, and what each one printed.
///
/// ```
/// # A remark stands before its command.
/// $ curl -s http://127.0.0.1:$PORT/orders
/// what it printed, on both outputs
/// [exit 1]
/// ```
///
/// Ids, times, durations, sizes and ports are those of the run that was recorded; they are not
/// compared. `<…>` in a line stands for any text, a line of `<…>` alone for any lines.
struct ExampleSession {
    struct Exchange {
        var remarks: [String]
        var command: String
        /// The command's line in the file, from 1.
        var line: Int
        var output = ""
    }

    var exchanges: [Exchange] = []

    init(text: String) {
        var remarks: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.hasPrefix("$ ") {
                exchanges.append(
                    Exchange(remarks: remarks, command: String(line.dropFirst(2)), line: index + 1)
                )
                remarks = []
            } else if line.hasPrefix("# ") {
                remarks.append(String(line))
            } else if !exchanges.isEmpty, remarks.isEmpty {
                exchanges[exchanges.count - 1].output += line + "\n"
            }
        }
        for index in exchanges.indices {
            exchanges[index].output = withoutLastLineBreaks(exchanges[index].output)
        }
    }

    /// The file that would be read as this session.
    var text: String {
        exchanges.map { exchange in
            let lines = exchange.remarks + ["$ \(exchange.command)"]
            return (exchange.output.isEmpty ? lines : lines + [exchange.output])
                .joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }
}

func withoutLastLineBreaks(_ text: String) -> String {
    var text = text
    while text.last == "\n" { text.removeLast() }
    return text
}

/// Whether what was recorded and what was printed are the same but for what varies from run to run.
func agree(_ recorded: String, _ printed: String) -> Bool {
    let pattern = comparable(recorded).split(separator: "\n", omittingEmptySubsequences: false)
    let lines = comparable(printed).split(separator: "\n", omittingEmptySubsequences: false)
    return agree(pattern[...], lines[...])
}

private let anything = "<…>"

private func agree(_ pattern: ArraySlice<Substring>, _ lines: ArraySlice<Substring>) -> Bool {
    guard let first = pattern.first else { return lines.isEmpty }
    if first == anything {
        return (lines.startIndex...lines.endIndex).contains {
            agree(pattern.dropFirst(), lines[$0...])
        }
    }
    guard let line = lines.first, agree(line: line, first) else { return false }
    return agree(pattern.dropFirst(), lines.dropFirst())
}

/// Whether a line has the fixed parts of a pattern, in order, from its start to its end.
private func agree(line: Substring, _ pattern: Substring) -> Bool {
    let parts = pattern.split(separator: anything, omittingEmptySubsequences: false)
    guard let first = parts.first, line.hasPrefix(first) else { return false }
    guard parts.count > 1, let last = parts.last else { return line == pattern }
    var rest = line.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
        guard let found = rest.firstRange(of: part) else { return false }
        rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
}

/// The text with everything that varies replaced by its kind, and the room that tables leave for it
/// taken away.
private func comparable(_ text: String) -> String {
    var text = text
    text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "<uuid>")
    text.replace(/1-[0-9a-f]{8}-[0-9a-f]{24}/, with: "<trace>")
    text.replace(/[0-9A-Za-z+\/]{15}=/, with: "<request>")
    text.replace(/\[\$LATEST\][0-9a-f]{32}/, with: "[$LATEST]<environment>")
    text.replace(
        /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z/,
        with: "<time>"
    )
    text.replace(/[0-9]{4}[\/-][0-9]{2}[\/-][0-9]{2}\b/, with: "<date>")
    text.replace(/[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4}\b/, with: "<date>")
    text.replace(/[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?/, with: "<time>")
    text.replace(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:<port>")
    text.replace(/code [0-9a-f]{12}\b/, with: "code <code>")
    text.replace(/\b[0-9a-f]{8}\b/, with: "<id>")
    text.replace(/process [0-9]+/, with: "process <number>")
    text.replace(/#[0-9]+/, with: "#<position>")
    text.replace(/"(durationMs|offsetMs|pid)":[0-9.]+/) { "\"\($0.1)\":<number>" }
    text.replace(/[0-9]+m [0-9]+s\b/, with: "<duration>")
    text.replace(/[0-9]+(\.[0-9]+)? ?(µs|us|ms|s|m|h)\b/, with: "<duration>")
    text.replace(/[0-9]+(\.[0-9]+)? (B|kB|MB)\b/, with: "<size>")
    text.replace(/─+/, with: "─")
    text.replace(/[ \t]+/, with: " ")
    text.replace(/[ ]+(?=\n|$)/, with: "")
    return text
}
