import Flows

/// The forms in which results are written.
public enum OutputFormat: String, CaseIterable, Sendable {
    case table, expanded, json, jsonl, csv, tsv, md

    /// Whether a terminal's width, colours and frames have a say.
    var isForPeople: Bool { self == .table || self == .expanded }
}

public enum ColourMode: String, CaseIterable, Sendable {
    case auto, always, never
}

/// The settings of a session, changed by `set` for the rest of it and by options for one line.
public struct ShellSettings: Equatable, Sendable {
    /// Nil: tables on a terminal, TSV elsewhere.
    public var output: OutputFormat?
    public var colour: ColourMode = .auto
    public var zone: DisplayZone = .local
    public var usesPager = true
    /// Rows of a listing; nil: 50 on a terminal, 1000 elsewhere.
    public var limit: Int?
    /// What is looked at where a line names no window, in microseconds up to now; nil: the whole log.
    public var window: Int64? = 3_600_000_000
    /// Detail, and footers in pipes.
    public var isVerbose = false

    public init() {}

    /// The most rows that may be asked for in one listing.
    static let highestLimit = 1_000_000
}

/// One setting as `set` shows, reads and completes it.
struct SettingDefinition: Sendable {
    let name: String
    let summary: String
    let values: [String]
    let read: @Sendable (ShellSettings) -> String
    /// False when the value is not known.
    let write: @Sendable (inout ShellSettings, String) -> Bool

    /// Ten years, in microseconds.
    private static let longestWindow: Int64 = 315_360_000_000_000

    static let all: [SettingDefinition] = [
        SettingDefinition(
            name: "output",
            summary: "form of results",
            values: ["auto"] + OutputFormat.allCases.map(\.rawValue),
            read: { $0.output?.rawValue ?? "auto" },
            write: { settings, value in
                guard value == "auto" || OutputFormat(rawValue: value) != nil else { return false }
                settings.output = OutputFormat(rawValue: value)
                return true
            }
        ),
        SettingDefinition(
            name: "color",
            summary: "colours on the terminal",
            values: ColourMode.allCases.map(\.rawValue),
            read: { $0.colour.rawValue },
            write: { settings, value in
                guard let mode = ColourMode(rawValue: value) else { return false }
                settings.colour = mode
                return true
            }
        ),
        SettingDefinition(
            name: "time",
            summary: "zone of the times in tables",
            values: DisplayZone.allCases.map(\.rawValue),
            read: { $0.zone.rawValue },
            write: { settings, value in
                guard let zone = DisplayZone(rawValue: value) else { return false }
                settings.zone = zone
                return true
            }
        ),
        SettingDefinition(
            name: "pager",
            summary: "pager for what is taller than the screen",
            values: ["on", "off"],
            read: { $0.usesPager ? "on" : "off" },
            write: { settings, value in
                guard value == "on" || value == "off" else { return false }
                settings.usesPager = value == "on"
                return true
            }
        ),
        SettingDefinition(
            name: "limit",
            summary: "rows of a listing (auto: 50, in pipes 1000)",
            values: ["auto"],
            read: { $0.limit.map { String($0) } ?? "auto" },
            write: { settings, value in
                if value == "auto" {
                    settings.limit = nil
                    return true
                }
                guard let number = Int(value), (1...ShellSettings.highestLimit).contains(number)
                else { return false }
                settings.limit = number
                return true
            }
        ),
        SettingDefinition(
            name: "window",
            summary: "what is looked at where a line says no `since`: a span, or all",
            values: ["15m", "1h", "1d", "7d", "all"],
            read: { $0.window.map { spanText(microseconds: $0) } ?? "all" },
            write: { settings, value in
                if value == "all" {
                    settings.window = nil
                    return true
                }
                let word = Word(value, range: 0..<0, line: value)
                guard let length = try? timeSpan(value, at: word), length >= 1000,
                    length < Self.longestWindow
                else { return false }
                settings.window = length
                return true
            }
        ),
        SettingDefinition(
            name: "verbose",
            summary: "more detail; footers in pipes",
            values: ["on", "off"],
            read: { $0.isVerbose ? "on" : "off" },
            write: { settings, value in
                guard value == "on" || value == "off" else { return false }
                settings.isVerbose = value == "on"
                return true
            }
        ),
    ]
}

extension SettingDefinition {
    /// - Throws: no setting has that name.
    static func named(_ word: Word) throws(ShellError) -> SettingDefinition {
        if let setting = all.first(where: { $0.name == word.text }) { return setting }
        throw ShellError(
            "no setting '\(word.text)'"
                + didYouMean(nearest(to: word.text, among: all.map(\.name))),
            at: word,
            hint: "set"
        )
    }

    /// - Throws: the setting knows no such value.
    func set(_ value: Word, in settings: inout ShellSettings) throws(ShellError) {
        guard !write(&settings, value.text) else { return }
        let number = name == "limit" ? " or a number from 1" : name == "window" ? " or as 90m" : ""
        throw ShellError(
            "\(name) cannot be '\(value.text)'"
                + didYouMean(nearest(to: value.text, among: values)),
            at: value,
            hint: "one of \(values.joined(separator: ", "))\(number)"
        )
    }
}
