/// The properties of one resource, event or part of either, read by name and checked on the way.
///
/// Every error names the property and its owner: `Timeout of function 'Orders' is 'x'; expected …`.
struct Properties {
    let scope: TemplateScope
    /// `function 'Orders'`
    let owner: String
    /// `Auth.` for the properties inside `Auth`.
    let prefix: String
    let entries: [TemplateEntry]
    /// Where the owner begins: what is missing is reported here.
    var place: Place

    init(
        scope: TemplateScope,
        owner: String,
        prefix: String,
        entries: [TemplateEntry],
        place: Place
    ) {
        self.scope = scope
        self.owner = owner
        self.prefix = prefix
        self.entries = entries
        self.place = place
    }

    /// - Throws: when `value` is no map.
    init(
        _ value: TemplateValue,
        of owner: String,
        prefix: String = "",
        in scope: TemplateScope
    ) throws(TemplateError) {
        self.scope = scope
        self.owner = owner
        self.prefix = prefix
        place = value.place
        let evaluated = try scope.evaluate(value)
        if let evaluated, !evaluated.isNull {
            guard let entries = evaluated.entries else {
                let name =
                    prefix.isEmpty ? owner : "\(prefix.dropLast()) of \(owner)"
                throw TemplateError(
                    .invalidValue,
                    at: value.place,
                    "\(name) is \(evaluated.kindDescription); expected a map"
                )
            }
            self.entries = entries
        } else {
            entries = []
        }
    }

    /// Where the key stands, or else the place of the whole.
    func keyPlace(_ key: String) -> Place {
        entries.first { $0.key == key }?.keyPlace ?? place
    }

    /// The evaluated value; nil when it is absent, empty or `AWS::NoValue`.
    func value(_ key: String) throws(TemplateError) -> TemplateValue? {
        guard let entry = entries.first(where: { $0.key == key }),
            let value = try scope.evaluate(entry.value), !value.isNull
        else { return nil }
        return value
    }

    func text(_ key: String) throws(TemplateError) -> String? {
        guard let value = try value(key) else { return nil }
        guard let text = value.scalarText else { throw unexpected(key, value, "a text") }
        return text
    }

    func integer(_ key: String, in range: ClosedRange<Int>) throws(TemplateError) -> Int? {
        guard let value = try value(key) else { return nil }
        guard let number = value.scalarText.flatMap({ Int($0) }), range.contains(number) else {
            let expected =
                range.upperBound == .max
                ? "a whole number from \(range.lowerBound)"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw unexpected(key, value, expected)
        }
        return number
    }

    func boolean(_ key: String) throws(TemplateError) -> Bool? {
        guard let value = try value(key) else { return nil }
        guard let boolean = value.boolean else { throw unexpected(key, value, "true or false") }
        return boolean
    }

    /// The texts of a list, `AWS::NoValue` left out.
    func texts(_ key: String) throws(TemplateError) -> [String]? {
        guard let value = try value(key) else { return nil }
        guard value.elements != nil else { throw unexpected(key, value, "a list of texts") }
        var texts: [String] = []
        for element in try scope.list(value, name(of: key)) {
            texts.append(try scope.text(element, "an element of \(name(of: key))"))
        }
        return texts
    }

    /// A map of texts, such as variables.
    func textMap(_ key: String) throws(TemplateError) -> [String: String] {
        guard let map = try map(key) else { return [:] }
        var texts: [String: String] = [:]
        for entry in map.entries {
            guard let value = try scope.evaluate(entry.value) else { continue }
            guard let text = value.scalarText else {
                throw TemplateError(
                    .invalidValue,
                    at: entry.value.place,
                    "\(map.name(of: entry.key)) is \(value.kindDescription); expected a text",
                    hint: value.isNull ? "write \"\" for an empty text" : nil
                )
            }
            texts[entry.key] = text
        }
        return texts
    }

    /// The properties inside a property.
    func map(_ key: String) throws(TemplateError) -> Properties? {
        guard let value = try value(key) else { return nil }
        return try Properties(value, of: owner, prefix: "\(prefix)\(key).", in: scope)
    }

    /// `Auth.Authorizer of event 'Get' of function 'Orders'`
    func name(of key: String) -> String { "\(prefix)\(key) of \(owner)" }

    func missing(_ key: String, _ expected: String) -> TemplateError {
        TemplateError(
            .invalidValue,
            at: place,
            "\(owner) has no \(prefix)\(key); expected \(expected)"
        )
    }

    func unexpected(
        _ key: String,
        _ value: TemplateValue,
        _ expected: String,
        hint: String? = nil
    ) -> TemplateError {
        TemplateError(
            .invalidValue,
            at: value.place,
            "\(name(of: key)) is \(value.kindDescription); expected \(expected)",
            hint: hint
        )
    }
}
