import Glibc

/// What the prompt starts with: `$XDG_CONFIG_HOME/waybill/rc`, lines of `set NAME VALUE` and comments.
///
/// A line that is wrong is said with its place and skipped; nothing in this file keeps the prompt from
/// starting.
struct StartFile {
    var settings = ShellSettings()
    var problems: [ShellError] = []

    /// More than this is no list of settings.
    private static let sizeLimit = 65_536

    static func standardPath() -> String? {
        if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
            return folder + "/waybill/rc"
        }
        guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
        return home + "/.config/waybill/rc"
    }

    /// The file of the user who runs this; an absent one is an empty one.
    static func read() -> StartFile {
        guard let path = standardPath(), let bytes = readFile(path, limit: sizeLimit) else {
            return StartFile()
        }
        return StartFile(String(decoding: bytes, as: UTF8.self), path: path)
    }

    init() {}

    init(_ text: String, path: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            do {
                try apply(String(line))
            } catch {
                var problem = error
                problem.message += " (\(path), line \(index + 1))"
                problems.append(problem)
            }
        }
    }

    private mutating func apply(_ line: String) throws(ShellError) {
        guard LineKind(line, verbs: []) != .nothing else { return }
        let parsed = try parseLine(line)
        guard let first = parsed.words.first, first.text == "set", parsed.sink == .standardOutput
        else {
            throw ShellError(
                "only 'set NAME VALUE' may stand here",
                at: parsed.words.first ?? .end(of: line),
                hint: "as in: set time utc"
            )
        }
        let words = parsed.words.dropFirst()
        guard words.count == 2, let name = words.first, let value = words.last else {
            throw ShellError(
                "a setting and its value must follow 'set'",
                at: words.count > 2 ? words[words.startIndex + 2] : .end(of: line),
                hint: "as in: set time utc"
            )
        }
        try SettingDefinition.named(name).set(value, in: &settings)
    }
}
