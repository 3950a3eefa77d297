import Flows

/// A value in a machine format.
enum MachineValue: Equatable, Sendable {
    case null
    case string(String)
    case integer(Int64)
    /// A number's own text, as `1211.4`.
    case decimal(String)
    case boolean(Bool)
    /// Text that is JSON already.
    case json([UInt8])

    init(_ text: String?) { self = text.map { .string($0) } ?? .null }
    init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
    init(_ flag: Bool?) { self = flag.map { .boolean($0) } ?? .null }
    /// Milliseconds with their fraction.
    init(milliseconds microseconds: Int64?) {
        self = microseconds.map { .decimal(millisecondsText(microseconds: $0)) } ?? .null
    }

    /// How flat formats write it.
    var text: String {
        switch self {
        case .null: ""
        case .string(let text), .decimal(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .json(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }

    func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .string(let text): json.string(text)
        case .integer(let number): json.integer(number)
        case .decimal(let text): json.raw(text.utf8)
        case .boolean(let flag): json.boolean(flag)
        case .json(let bytes): json.raw(bytes)
        }
    }
}

/// A result for machines: the same fields in every row.
struct Records: Sendable {
    var fields: [String]
    var rows: RecordRows
    /// One object is not wrapped in an array by `-o json`.
    var isSingle = false

    init(fields: [String], rows: RecordRows, isSingle: Bool = false) {
        self.fields = fields
        self.rows = rows
        self.isSingle = isSingle
    }

    init(fields: [String], rows: [[MachineValue]], isSingle: Bool = false) {
        self.init(fields: fields, rows: RecordRows(rows), isSingle: isSingle)
    }
}

/// A part of a screen.
enum Block: Sendable {
    /// A line of ours: broken between words when the terminal is narrower.
    case line(StyledText)
    /// A heading: cut when the terminal is narrower.
    case heading(StyledText)
    /// A line of others, such as a log line or JSON text: as it is.
    case verbatim(StyledText)
    case table(Table)
    /// A table that is made when it is printed: of a large result, which mostly goes to machines.
    case deferred(@Sendable () -> Table)
}

/// What a command found, in the form for people and the one for machines. Printers choose.
public struct CommandResult: Sendable {
    var blocks: [Block]
    var records: Records
    /// What was looked at; in pipes only with `-v`.
    var footer: String?
    /// What to type next, behind the footer.
    var hint: String?
    /// Said on standard error in any case.
    var warnings: [String] = []
    /// 0, or 1 for a negative answer.
    var exitCode: Int32 = 0
    /// A text to read, such as help: plain text in pipes too, unless a format is asked for.
    var isText = false
    /// A document whose form the verb itself was told: written as it is, whatever the output format.
    var document: [UInt8]?

    init(
        blocks: [Block],
        records: Records,
        footer: String? = nil,
        hint: String? = nil,
        warnings: [String] = [],
        exitCode: Int32 = 0,
        isText: Bool = false
    ) {
        self.blocks = blocks
        self.records = records
        self.footer = footer
        self.hint = hint
        self.warnings = warnings
        self.exitCode = exitCode
        self.isText = isText
    }
}
