/// One reading of a template: what names mean in it, and the notes gathered on the way.
///
/// Values are evaluated only when something asks for them: a parameter without a value is no error
/// while only a table that is not needed here uses it.
///
/// Not Sendable: it lives on the stack of one ``ProjectReader/readTemplate(at:options:)``.
final class TemplateScope {
    let template: Template
    let options: TemplateOptions
    let parameters: Parameters
    private(set) var notes: [TemplateNote] = []

    /// Conditions that are decided, and those being decided, in order.
    var decidedConditions: [String: Bool] = [:]
    var openConditions: [String] = []
    /// Resources whose name is being worked out.
    var openNames: [String] = []

    init(_ template: Template, options: TemplateOptions) throws(TemplateError) {
        self.template = template
        self.options = options
        parameters = try Parameters(template, overrides: options.parameterOverrides)
    }

    /// Adds a note; the same one twice is kept once.
    func note(_ severity: TemplateNote.Severity, at place: Place, _ message: String) {
        let note = TemplateNote(
            path: place.path,
            line: place.line,
            message: message,
            severity: severity
        )
        if !notes.contains(note) { notes.append(note) }
    }

    /// The value with its outermost intrinsic functions carried out; what is inside a map or list
    /// stays as written until it is asked for.
    /// - Returns: nil for `AWS::NoValue`: as if the key were not there.
    func evaluate(_ value: TemplateValue) throws(TemplateError) -> TemplateValue? {
        guard let call = value.intrinsic else { return value }
        return try carryOut(call.name, call.argument, at: value.place)
    }

    /// The text of a value that must be one.
    /// - Parameters:
    ///   - value: evaluated here.
    ///   - what: names the value in the error: `Handler of function 'Orders'`.
    /// - Returns: numbers and booleans as their text.
    /// - Throws: when it is something else, or nothing.
    func text(
        _ value: TemplateValue,
        _ what: @autoclosure () -> String
    ) throws(TemplateError) -> String {
        guard let result = try evaluate(value) else {
            throw TemplateError(
                .invalidValue,
                at: value.place,
                "\(what()) is AWS::NoValue; expected a text"
            )
        }
        guard let text = result.scalarText else {
            throw TemplateError(
                .invalidValue,
                at: value.place,
                "\(what()) is \(result.kindDescription); expected a text"
            )
        }
        return text
    }

    /// The elements of a value that must be a list, each evaluated, `AWS::NoValue` left out.
    func list(
        _ value: TemplateValue,
        _ what: @autoclosure () -> String
    ) throws(TemplateError) -> [TemplateValue] {
        guard let elements = try evaluate(value)?.elements else {
            throw TemplateError(
                .invalidValue,
                at: value.place,
                "\(what()) is \(value.kindDescription); expected a list"
            )
        }
        var evaluated: [TemplateValue] = []
        for element in elements {
            if let element = try evaluate(element) { evaluated.append(element) }
        }
        return evaluated
    }
}
