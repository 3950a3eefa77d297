/// Conditions and the functions they are made of.
/// - SeeAlso: [Condition functions](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html)
extension TemplateScope {
    /// Whether the resource is there at all.
    func isPresent(_ resource: TemplateResource) throws(TemplateError) -> Bool {
        guard let condition = resource.condition else { return true }
        guard let name = condition.scalarText else {
            throw TemplateError(
                .intrinsic,
                at: condition.place,
                "the Condition of resource '\(resource.logicalID)' is "
                    + "\(condition.kindDescription); "
                    + "expected the name of a condition"
            )
        }
        return try decide(name, at: condition.place)
    }

    /// The value of a named condition.
    func decide(_ name: String, at user: Place) throws(TemplateError) -> Bool {
        if let decided = decidedConditions[name] { return decided }
        guard let entry = template.conditions.first(where: { $0.key == name }) else {
            throw TemplateError(
                .intrinsic,
                at: user,
                "there is no condition '\(name)' in Conditions",
                hint: suggestion(for: name, in: template.conditions.map(\.key))
            )
        }
        if let start = openConditions.firstIndex(of: name) {
            let circle = (openConditions[start...] + [name]).joined(separator: " -> ")
            throw TemplateError(
                .intrinsic,
                at: user,
                "condition '\(name)' depends on itself: \(circle)"
            )
        }
        guard openConditions.count < Self.chainLimit else {
            throw TemplateError(
                .intrinsic,
                at: user,
                "conditions depend on each other in a chain of more than \(Self.chainLimit)"
            )
        }
        openConditions.append(name)
        defer { openConditions.removeLast() }
        let decided = try truth(of: entry.value)
        decidedConditions[name] = decided
        return decided
    }

    /// `[condition, value when true, value when false]`: only the chosen value is evaluated.
    func choose(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> TemplateValue? {
        guard let parts = argument.elements, parts.count == 3, let name = parts[0].scalarText else {
            throw malformed("Fn::If", "[condition name, value if true, value if false]", place)
        }
        return try evaluate(decide(name, at: parts[0].place) ? parts[1] : parts[2])
    }

    /// `Fn::Equals`, `And`, `Or`, `Not`, or nil when the function is none of them.
    func truth(
        of name: String,
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> Bool? {
        switch name {
        case "Fn::Equals":
            guard let sides = argument.elements, sides.count == 2 else {
                throw malformed(name, "[value, value]", place)
            }
            return try comparable(sides[0]) == comparable(sides[1])
        case "Fn::Not":
            guard let parts = argument.elements, parts.count == 1 else {
                throw malformed(name, "[condition]", place)
            }
            return try !truth(of: parts[0])
        case "Fn::And", "Fn::Or":
            guard let parts = argument.elements, (2...10).contains(parts.count) else {
                throw malformed(name, "a list of 2 to 10 conditions", place)
            }
            let decisive = name == "Fn::Or"
            for part in parts where try truth(of: part) == decisive { return decisive }
            return !decisive
        default:
            return nil
        }
    }

    private func truth(of value: TemplateValue) throws(TemplateError) -> Bool {
        if let entries = value.entries, entries.count == 1, entries[0].key == "Condition",
            let name = entries[0].value.scalarText
        {
            return try decide(name, at: entries[0].value.place)
        }
        if let call = value.intrinsic {
            if let truth = try truth(of: call.name, call.argument, at: value.place) { return truth }
            if let truth = try evaluate(value)?.boolean { return truth }
        }
        if let truth = value.boolean { return truth }
        throw TemplateError(
            .intrinsic,
            at: value.place,
            "a condition is \(value.kindDescription); "
                + "expected Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition"
        )
    }

    /// What `Fn::Equals` compares: texts, or lists of them.
    private func comparable(_ value: TemplateValue) throws(TemplateError) -> [String] {
        guard let evaluated = try evaluate(value) else { return [] }
        if evaluated.isNull { return [""] }
        if let text = evaluated.scalarText { return [text] }
        var texts: [String] = []
        for element in try list(evaluated, "a side of Fn::Equals") {
            texts.append(try text(element, "an element of Fn::Equals"))
        }
        return texts
    }
}
