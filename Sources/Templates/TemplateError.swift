/// A project that cannot be read: where, what was found, what was expected, what to do next.
public struct TemplateError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Equatable, Sendable {
        /// The file or folder is missing or cannot be read.
        case unreadable
        /// The text is not YAML or JSON.
        case syntax
        /// A section, resource or property has the wrong shape or value.
        case invalidValue
        /// A parameter, its value, or an override.
        case parameter
        /// An intrinsic function or what it names.
        case intrinsic
        /// The code of a function is not where the template says.
        case missingCode
        /// `waybill up FILE.FUNCTION`: no such handler.
        case handler
    }

    public var code: Code
    /// The file as its reader was given it.
    public var path: String
    /// From 1; nil when the error belongs to no place in the file.
    public var line: Int?
    /// From 1, counted in characters.
    public var column: Int?
    /// What was found and what was expected.
    public var message: String
    /// What to do next, when that is known.
    public var hint: String?

    public init(
        _ code: Code,
        path: String,
        line: Int? = nil,
        column: Int? = nil,
        _ message: String,
        hint: String? = nil
    ) {
        self.code = code
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.hint = hint
    }

    init(_ code: Code, at place: Place, _ message: String, hint: String? = nil) {
        self.init(
            code,
            path: place.path,
            line: place.line,
            column: place.column,
            message,
            hint: hint
        )
    }

    /// `template.yaml:12:5: Timeout of function 'Orders' is '901'; expected …`
    public var description: String {
        let numbers = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
        return "\(path)\(numbers): \(message)"
    }
}

/// Something a reader of the project should know, although the project can be served.
public struct TemplateNote: Equatable, Sendable, CustomStringConvertible {
    public enum Severity: String, Equatable, Sendable {
        /// Not needed to serve the project: left out.
        case skipped
        /// Would change behaviour and is not honoured.
        case unsupported
        /// Probably a mistake, or a value that had to be made up.
        case warning
    }

    /// The file as its reader was given it.
    public var path: String
    /// From 1; nil when the note belongs to no line.
    public var line: Int?
    public var message: String
    public var severity: Severity

    public init(path: String, line: Int?, message: String, severity: Severity) {
        self.path = path
        self.line = line
        self.message = message
        self.severity = severity
    }

    /// `template.yaml:12: FunctionUrlConfig of function 'Orders' is not honoured`
    public var description: String {
        "\(path)\(line.map { ":\($0)" } ?? ""): \(message)"
    }
}
