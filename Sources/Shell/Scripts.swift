import Flows
import Glibc

/// Where lines come from when nobody types them.
enum ScriptSource: Equatable {
    /// One `-c`.
    case line(String)
    case file(String)
    case standardInput
}

/// What stands after `waybill shell`.
struct ShellOptions {
    var sources: [ScriptSource] = []
    /// Go on after an error.
    var keepsGoing = false
    var wantsHelp = false
    var settings = ShellSettings()

    static let help = """
        waybill shell [-c LINE]… [-f FILE] [-k] [options]

          -c LINE         run this line; may be given again
          -f FILE         run the lines of a file (- is standard input)
          -k              go on after a line that fails
          -o FORMAT       \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))
          -v              more detail; footers also in pipes
          --utc, --local  zone of the times in tables
          --color WHEN    auto, always or never (--no-color)
          --no-pager      never start a pager

        On a terminal and without -c or -f: the prompt; type help there.

        """

    init(_ arguments: [String]) throws(ShellError) {
        let line = ParsedLine(arguments: ["shell"] + arguments)
        let words = line.words
        var index = 1
        func value(_ name: String) throws(ShellError) -> Word {
            index += 1
            guard index < words.count else {
                throw ShellError(
                    "\(name) needs a value",
                    at: .end(of: words[0].line),
                    hint: "shell --help"
                )
            }
            return words[index]
        }
        while index < words.count {
            let word = words[index]
            switch word.text {
            case "-c": sources.append(.line(try value("-c").text))
            case "-f":
                let name = try value("-f").text
                sources.append(name == "-" ? .standardInput : .file(name))
            case "-k": keepsGoing = true
            case "-h", "--help": wantsHelp = true
            case "-v", "--verbose": settings.isVerbose = true
            case "--utc": settings.zone = .utc
            case "--local": settings.zone = .local
            case "--no-color": settings.colour = .never
            case "--no-pager": settings.usesPager = false
            case "-o", "--output":
                let word = try value("-o")
                settings.output = try choice(word, of: OutputFormat.allCases)
            case "--color":
                let word = try value("--color")
                settings.colour = try choice(word, of: ColourMode.allCases)
            default:
                let names = [
                    "-c", "-f", "-k", "-o", "-v", "--utc", "--local", "--color", "--no-color",
                    "--no-pager",
                ]
                throw ShellError(
                    "shell knows no '\(word.text)'"
                        + didYouMean(nearest(to: word.text, among: names)),
                    at: word,
                    hint: "shell --help"
                )
            }
            index += 1
        }
    }
}

private func choice<Value: RawRepresentable<String>>(
    _ word: Word,
    of values: [Value]
) throws(ShellError) -> Value {
    if let value = Value(rawValue: word.text) { return value }
    let names = values.map(\.rawValue)
    throw ShellError(
        "'\(word.text)' is not known" + didYouMean(nearest(to: word.text, among: names)),
        at: word,
        hint: "one of \(names.joined(separator: ", "))"
    )
}

/// Runs lines one after the other; stops at the first that fails (exit code 2 and above) unless
/// `keepsGoing`.
/// - Returns: the highest exit code.
func runScripts(
    _ sources: [ScriptSource],
    by runner: LineRunner,
    keepsGoing: Bool
) -> Int32 {
    var highest: Int32 = 0
    /// False: stop.
    func run(_ line: String, _ place: String?) -> Bool {
        let code = runner.run(line)
        highest = max(highest, code)
        if code >= 2, let place { runner.say("in \(place)") }
        return !runner.session.isOver && (code < 2 || keepsGoing)
    }
    for source in sources {
        switch source {
        case .line(let text):
            for line in text.split(whereSeparator: \.isNewline) where !run(String(line), nil) {
                return highest
            }
        case .standardInput:
            guard eachLine(of: STDIN_FILENO, { run($0, "line \($1) of standard input") }) else {
                return highest
            }
        case .file(let name):
            let descriptor = open(name, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                return runner.report(ShellError("cannot read \(name): \(reason)", hint: "check -f"))
            }
            defer { close(descriptor) }
            guard eachLine(of: descriptor, { run($0, "\(name), line \($1)") }) else {
                return highest
            }
        }
    }
    return highest
}

/// The longest line of a script.
private let lineLimit = 1 << 20

/// Hands over each line as soon as it is there, until `body` says false.
private func eachLine(of descriptor: Int32, _ body: (String, Int) -> Bool) -> Bool {
    var pending: [UInt8] = []
    var number = 0
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        if count > 0 { pending.append(contentsOf: chunk[..<count]) }
        while let end = pending.firstIndex(of: 0x0A)
            ?? (pending.count > lineLimit ? lineLimit : nil)
        {
            number += 1
            let line = String(decoding: pending[..<end], as: UTF8.self)
            pending.removeSubrange(...end)
            guard body(line, number) else { return false }
        }
        if count <= 0 { break }
    }
    guard !pending.isEmpty else { return true }
    return body(String(decoding: pending, as: UTF8.self), number + 1)
}
