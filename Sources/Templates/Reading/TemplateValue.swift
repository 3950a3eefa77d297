/// Where a value is written.
struct Place: Equatable, Sendable {
    /// The file as its reader was given it.
    var path: String
    /// From 1.
    var line: Int
    /// From 1.
    var column: Int
}

/// One value of a template together with the place where it is written.
///
/// Short tags are turned into the long form while reading (`!Ref X` becomes `{Ref: X}`), so that
/// everything after the reader knows one spelling only.
struct TemplateValue: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        case null
        /// The text as written; `isPlain` when it stood without quotes, so that it may be a number
        /// or boolean.
        case scalar(String, isPlain: Bool)
        case list([TemplateValue])
        case map([TemplateEntry])
    }

    var content: Content
    var place: Place

    init(_ content: Content, at place: Place) {
        self.content = content
        self.place = place
    }

    /// A text that no longer stands for a number or boolean of the template.
    init(text: String, at place: Place) { self.init(.scalar(text, isPlain: false), at: place) }

    var isNull: Bool { content == .null }

    /// The text of a scalar: booleans in lower case, as CloudFormation passes them on.
    var scalarText: String? {
        guard case .scalar(let text, let isPlain) = content else { return nil }
        return isPlain ? (Self.booleans[text].map(String.init) ?? text) : text
    }

    /// `true` and `false`, also in quotes, as templates that went through JSON have them.
    var boolean: Bool? {
        guard case .scalar(let text, _) = content else { return nil }
        return Self.booleans[text]
    }

    private static let booleans = [
        "true": true, "True": true, "TRUE": true, "false": false, "False": false, "FALSE": false,
    ]

    var entries: [TemplateEntry]? {
        guard case .map(let entries) = content else { return nil }
        return entries
    }

    var elements: [TemplateValue]? {
        guard case .list(let elements) = content else { return nil }
        return elements
    }

    subscript(key: String) -> TemplateValue? { entries?.first { $0.key == key }?.value }

    /// The name and argument when this is a call such as `{Fn::Sub: …}` or `{Ref: …}`.
    var intrinsic: (name: String, argument: TemplateValue)? {
        guard let entries, entries.count == 1,
            entries[0].key == "Ref" || entries[0].key.hasPrefix("Fn::")
        else { return nil }
        return (entries[0].key, entries[0].value)
    }

    /// What this is, for error texts: `a map`, `a list`, `'text'`, `nothing`.
    var kindDescription: String {
        switch content {
        case .null: "empty"
        case .scalar(let text, _): "'\(text)'"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

/// One key of a map with its value.
struct TemplateEntry: Equatable, Sendable {
    var key: String
    var keyPlace: Place
    var value: TemplateValue
}
