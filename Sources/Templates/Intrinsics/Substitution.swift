/// `Fn::Sub`: `${Name}`, `${Name.Attribute}`, and `${!Literal}`, which stays `${Literal}`.
/// - SeeAlso: [Fn::Sub](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html)
extension TemplateScope {
    func substitute(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> String {
        if let pattern = argument.scalarText {
            return try substitute(pattern, variables: [], at: place)
        }
        guard let parts = argument.elements, parts.count == 2, let pattern = parts[0].scalarText,
            let variables = parts[1].entries
        else { throw malformed("Fn::Sub", "a text, or [text, map of variables]", place) }
        return try substitute(pattern, variables: variables, at: place)
    }

    private func substitute(
        _ pattern: String,
        variables: [TemplateEntry],
        at place: Place
    ) throws(TemplateError) -> String {
        var text = ""
        var rest = pattern[...]
        while let start = rest.firstRange(of: "${") {
            text += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw TemplateError(
                    .intrinsic,
                    at: place,
                    "Fn::Sub has '${' without the closing '}'",
                    hint: "write ${!...} for text that is meant literally"
                )
            }
            let name = rest[start.upperBound..<end]
            rest = rest[rest.index(after: end)...]
            text += try value(ofVariable: String(name), variables: variables, at: place)
        }
        return text + rest
    }

    private func value(
        ofVariable written: String,
        variables: [TemplateEntry],
        at place: Place
    ) throws(TemplateError) -> String {
        if written.hasPrefix("!") { return "${\(written.dropFirst())}" }
        let name = written.trimmed
        if let variable = variables.first(where: { $0.key == name }) {
            return try text(variable.value, "the variable '\(name)' of Fn::Sub")
        }
        let value: TemplateValue?
        if let dot = name.firstIndex(of: "."), !isReference(name) {
            value = try attribute(
                String(name[name.index(after: dot)...]),
                of: String(name[..<dot]),
                at: place
            )
        } else {
            value = try reference(to: name, at: place)
        }
        guard let value else { return "" }
        if let elements = value.elements {
            return elements.compactMap(\.scalarText).joined(separator: ",")
        }
        return try text(value, "'${\(name)}' of Fn::Sub")
    }
}
