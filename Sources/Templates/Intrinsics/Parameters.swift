/// The parameters of a template with the values given for this reading.
/// - SeeAlso: [Parameters](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html)
struct Parameters: Sendable {
    private let path: String
    private let declared: [TemplateEntry]
    private let overrides: [String: String]

    var names: [String] { declared.map(\.key) }

    /// Checks the shape of the section and that every override names a parameter.
    init(_ template: Template, overrides: [String: String]) throws(TemplateError) {
        path = template.path
        declared = template.parameters
        self.overrides = overrides
        for parameter in declared where parameter.value.entries == nil {
            throw TemplateError(
                .parameter,
                at: parameter.value.place,
                "parameter '\(parameter.key)' is \(parameter.value.kindDescription); "
                    + "expected a map with 'Type'"
            )
        }
        for name in overrides.keys.sorted() where !names.contains(name) {
            let known = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
            throw TemplateError(
                .parameter,
                path: template.path,
                "the template has no parameter '\(name)'; \(known)",
                hint: suggestion(for: name, in: names) ?? "correct or leave out the override"
            )
        }
    }

    /// What `Ref` gives: a text, or a list for `CommaDelimitedList` and `List<…>`.
    /// - Parameters:
    ///   - name: the parameter.
    ///   - user: where the value is needed.
    /// - Returns: nil when there is no such parameter.
    /// - Throws: when there is no value, or one that the parameter does not allow.
    func value(of name: String, at user: Place) throws(TemplateError) -> TemplateValue? {
        guard let entry = declared.first(where: { $0.key == name }) else { return nil }
        let type = try self.type(of: entry)
        let (text, place) = try self.text(of: entry, neededAt: user)
        guard type == "CommaDelimitedList" || type.hasPrefix("List<") else {
            try check(text, of: entry, type: type, at: place)
            return TemplateValue(text: text, at: user)
        }
        var elements: [TemplateValue] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) where !text.isEmpty
        {
            let element = part.trimmed
            try check(element, of: entry, type: type, at: place)
            elements.append(TemplateValue(text: element, at: user))
        }
        return TemplateValue(.list(elements), at: user)
    }

    /// Whether the value would come from the parameter store and the Default's text stands in.
    func isStandIn(_ name: String) -> Bool {
        guard let entry = declared.first(where: { $0.key == name }) else { return false }
        return overrides[name] == nil
            && entry.value["Type"]?.scalarText?.hasPrefix("AWS::SSM::Parameter::Value<") == true
    }

    private func type(of entry: TemplateEntry) throws(TemplateError) -> String {
        guard let type = entry.value["Type"]?.scalarText else {
            throw TemplateError(
                .parameter,
                at: entry.keyPlace,
                "parameter '\(entry.key)' has no Type; "
                    + "expected String, Number or CommaDelimitedList"
            )
        }
        let isKnown =
            ["String", "Number", "CommaDelimitedList"].contains(type) || type.hasPrefix("List<")
            || type.hasPrefix("AWS::")
        guard isKnown else {
            throw TemplateError(
                .parameter,
                at: entry.value["Type"]?.place ?? entry.keyPlace,
                "the Type of parameter '\(entry.key)' is '\(type)'; "
                    + "expected String, Number, CommaDelimitedList, List<Number> or an AWS type",
                hint: suggestion(for: type, in: ["String", "Number", "CommaDelimitedList"])
            )
        }
        let stored = type.dropPrefix("AWS::SSM::Parameter::Value<")
        return stored.map { String($0.dropLast()) } ?? type
    }

    private func text(
        of entry: TemplateEntry,
        neededAt user: Place
    ) throws(TemplateError) -> (String, Place) {
        if let text = overrides[entry.key] { return (text, entry.keyPlace) }
        guard let value = entry.value["Default"] else {
            throw TemplateError(
                .parameter,
                at: entry.keyPlace,
                "parameter '\(entry.key)' has no Default and no value was given; "
                    + "it is needed at line \(user.line)",
                hint: "give it with --parameter-overrides \(entry.key)=VALUE"
            )
        }
        if value.isNull { return ("", value.place) }
        guard let text = value.scalarText else {
            throw TemplateError(
                .parameter,
                at: value.place,
                "the Default of parameter '\(entry.key)' is \(value.kindDescription); "
                    + "expected a text or number"
            )
        }
        return (text, value.place)
    }

    private func check(
        _ text: String,
        of entry: TemplateEntry,
        type: String,
        at place: Place
    ) throws(TemplateError) {
        func failure(_ expected: String) -> TemplateError {
            TemplateError(
                .parameter,
                at: place,
                "parameter '\(entry.key)' is '\(text)'; expected \(expected)",
                hint: entry.value["ConstraintDescription"]?.scalarText
            )
        }
        let isNumber = type == "Number" || type == "List<Number>"
        if isNumber, Double(text) == nil { throw failure("a number") }
        if let allowed = entry.value["AllowedValues"]?.elements?.compactMap(\.scalarText),
            !allowed.contains(text)
        {
            throw failure("one of \(allowed.joined(separator: ", "))")
        }
        func limit(_ key: String) -> Double? { entry.value[key]?.scalarText.flatMap(Double.init) }
        if isNumber, let value = Double(text) {
            if let least = limit("MinValue"), value < least {
                throw failure("at least \(least.short)")
            }
            if let most = limit("MaxValue"), value > most { throw failure("at most \(most.short)") }
        } else {
            let count = Double(text.count)
            if let least = limit("MinLength"), count < least {
                throw failure("at least \(least.short) characters")
            }
            if let most = limit("MaxLength"), count > most {
                throw failure("at most \(most.short) characters")
            }
        }
        if let pattern = entry.value["AllowedPattern"]?.scalarText, !matches(text, pattern) {
            throw failure("a text that matches \(pattern)")
        }
    }

    /// True also for a pattern that only Java's regular expressions know: deployment will tell.
    private func matches(_ text: String, _ pattern: String) -> Bool {
        do {
            return try Regex(pattern).wholeMatch(in: text) != nil
        } catch {
            return true
        }
    }
}

extension Double {
    /// `3` rather than `3.0`.
    fileprivate var short: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// What follows `prefix`; nil when the text begins otherwise.
    func dropPrefix(_ prefix: String) -> SubSequence? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
