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
    var settings: ShellSettings

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

    /// Reads the options; `settings` is what holds where none says otherwise.
    init(
        _ arguments: [String],
        settings: ShellSettings = ShellSettings()
    ) throws(ShellError) {
        self.settings = settings
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
            case "-v", "--verbose": self.settings.isVerbose = true
            case "--utc": self.settings.zone = .utc
            case "--local": self.settings.zone = .local
            case "--no-color": self.settings.colour = .never
            case "--no-pager": self.settings.usesPager = false
            case "-o", "--output":
                let word = try value("-o")
                self.settings.output = try choice(word, of: OutputFormat.allCases)
            case "--color":
                let word = try value("--color")
                self.settings.colour = try choice(word, of: ColourMode.allCases)
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

/// Runs statements one after the other; stops at the first that fails (exit code 2 and above) unless
/// `keepsGoing`, and at Ctrl-C in any case.
/// - Returns: the last exit code that was not 0.
func runScripts(
    _ sources: [ScriptSource],
    by runner: LineRunner,
    keepsGoing: Bool
) -> Int32 {
    var script = Script(runner: runner, keepsGoing: keepsGoing)
    for source in sources where !script.run(source) { break }
    return script.exitCode
}

private struct Script {
    let runner: LineRunner
    let keepsGoing: Bool
    var exitCode: Int32 = 0

    /// False: stop.
    mutating func run(_ source: ScriptSource) -> Bool {
        var lines = LineAssembler(verbs: runner.session.verbs, looksAhead: true)
        switch source {
        case .line(let text):
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                guard run(lines.add(String(line)), nil) else { return false }
            }
            return run(lines.finish(), nil)
        case .standardInput: return run(STDIN_FILENO, named: "standard input")
        case .file(let name):
            let descriptor = open(name, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                exitCode = runner.report(
                    ShellError("cannot read \(name): \(reason)", hint: "check -f")
                )
                return false
            }
            defer { close(descriptor) }
            return run(descriptor, named: name)
        }
    }

    private mutating func run(_ descriptor: Int32, named name: String) -> Bool {
        var lines = LineAssembler(verbs: runner.session.verbs, looksAhead: true)
        var reader = ScriptReader(descriptor)
        var number = 0
        var start = 1
        while let line = reader.next(until: runner.session.interruption) {
            number += 1
            let wasOpen = lines.isOpen
            let statements = lines.add(line)
            guard run(statements, "\(name), line \(wasOpen ? start : number)") else { return false }
            if lines.isOpen, !wasOpen || !statements.isEmpty { start = number }
        }
        if runner.session.interruption.isRequested {
            exitCode = runner.report(.interrupted)
            return false
        }
        return run(lines.finish(), "\(name), line \(start)")
    }

    /// False: stop.
    private mutating func run(_ statements: [String], _ place: String?) -> Bool {
        for statement in statements {
            let code = runner.run(statement)
            if code != 0 { exitCode = code }
            if code >= 2, let place { runner.say("in \(place)") }
            guard code < 2 || (keepsGoing && code != 130) else { return false }
            if runner.session.isOver { return false }
        }
        return true
    }
}

/// The lines of a script, each handed over as soon as it is there.
private struct ScriptReader {
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private var isAtEnd = false
    /// The longest line.
    private static let lineLimit = 1 << 20

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Nil at the end, and when it is wished to stop.
    mutating func next(until interruption: Interruption) -> String? {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            guard !interruption.isRequested else { return nil }
            if let end = pending.firstIndex(of: 0x0A) { return take(upTo: end, dropping: 1) }
            if pending.count > Self.lineLimit { return take(upTo: Self.lineLimit, dropping: 0) }
            if isAtEnd { return pending.isEmpty ? nil : take(upTo: pending.count, dropping: 0) }
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count > 0 { pending.append(contentsOf: chunk[..<count]) } else { isAtEnd = true }
        }
    }

    private mutating func take(upTo end: Int, dropping count: Int) -> String {
        defer { pending.removeSubrange(..<(end + count)) }
        return String(decoding: pending[..<end], as: UTF8.self)
    }
}
