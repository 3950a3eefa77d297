import Flows

/// The intrinsic functions, one by one.
/// - SeeAlso: [Intrinsic function reference](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html)
extension TemplateScope {
    /// Carries out one call. `place` is where it stands, and becomes the place of the result.
    func carryOut(
        _ name: String,
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> TemplateValue? {
        switch name {
        case "Ref":
            guard let target = argument.scalarText else {
                throw malformed("Ref", "the name of a parameter or resource", place)
            }
            return try reference(to: target, at: place)
        case "Fn::If": return try choose(argument, at: place)
        case "Fn::GetAtt": return try attribute(argument, at: place)
        case "Fn::Sub": return .init(text: try substitute(argument, at: place), at: place)
        case "Fn::Join": return .init(text: try join(argument, at: place), at: place)
        case "Fn::Split": return try split(argument, at: place)
        case "Fn::Select": return try select(argument, at: place)
        case "Fn::FindInMap": return try findInMap(argument, at: place)
        case "Fn::ImportValue": return .init(text: try importValue(argument, at: place), at: place)
        case "Fn::Base64":
            let plain = try text(argument, "the argument of Fn::Base64")
            return .init(text: base64Text(Array(plain.utf8)), at: place)
        case "Fn::GetAZs": return try zones(argument, at: place)
        case "Fn::Length":
            let count = try list(argument, "the argument of Fn::Length").count
            return .init(.scalar("\(count)", isPlain: true), at: place)
        case "Fn::ToJsonString": return .init(text: try jsonText(argument), at: place)
        case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not":
            let truth = try truth(of: name, argument, at: place) ?? false
            return .init(.scalar(String(truth), isPlain: true), at: place)
        case "Fn::Transform", "Fn::Cidr", "Fn::ForEach":
            note(.unsupported, at: place, "\(name) is not carried out here: its value is left out")
            return nil
        default:
            throw TemplateError(
                .intrinsic,
                at: place,
                "there is no intrinsic function '\(name)'",
                hint: suggestion(for: name, in: Self.functionNames)
            )
        }
    }

    func malformed(_ function: String, _ expected: String, _ place: Place) -> TemplateError {
        TemplateError(
            .intrinsic,
            at: place,
            "\(function) is not written as it must be; expected \(expected)"
        )
    }

    private static let functionNames = [
        "Fn::And", "Fn::Base64", "Fn::Cidr", "Fn::Equals", "Fn::FindInMap", "Fn::ForEach",
        "Fn::GetAZs", "Fn::GetAtt", "Fn::If", "Fn::ImportValue", "Fn::Join", "Fn::Length",
        "Fn::Not", "Fn::Or", "Fn::Select", "Fn::Split", "Fn::Sub", "Fn::ToJsonString",
        "Fn::Transform",
    ]

    private func join(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> String {
        guard let parts = argument.elements, parts.count == 2, let delimiter = parts[0].scalarText
        else { throw malformed("Fn::Join", "[delimiter, [value, ...]]", place) }
        var texts: [String] = []
        for element in try list(parts[1], "the second argument of Fn::Join") {
            texts.append(try text(element, "an element of Fn::Join"))
        }
        return texts.joined(separator: delimiter)
    }

    private func split(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> TemplateValue {
        guard let parts = argument.elements, parts.count == 2,
            let delimiter = parts[0].scalarText, !delimiter.isEmpty
        else { throw malformed("Fn::Split", "[delimiter, text]", place) }
        let source = try text(parts[1], "the second argument of Fn::Split")
        let pieces = source.split(separator: delimiter, omittingEmptySubsequences: false)
        return TemplateValue(
            .list(pieces.map { TemplateValue(text: String($0), at: place) }),
            at: place
        )
    }

    private func select(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> TemplateValue? {
        guard let parts = argument.elements, parts.count == 2 else {
            throw malformed("Fn::Select", "[index, [value, ...]]", place)
        }
        let indexText = try text(parts[0], "the index of Fn::Select")
        let elements = try list(parts[1], "the second argument of Fn::Select")
        guard let index = Int(indexText), elements.indices.contains(index) else {
            let range =
                elements.isEmpty ? "the list is empty" : "expected 0 to \(elements.count - 1)"
            throw TemplateError(
                .intrinsic,
                at: parts[0].place,
                "the index of Fn::Select is '\(indexText)'; \(range)"
            )
        }
        return elements[index]
    }

    private func findInMap(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> TemplateValue? {
        guard let parts = argument.elements, (3...4).contains(parts.count) else {
            throw malformed("Fn::FindInMap", "[map name, first key, second key]", place)
        }
        var level = template.mappings
        var path = "Mappings"
        for part in parts.prefix(3) {
            let key = try text(part, "a key of Fn::FindInMap")
            guard let next = level?[key] else {
                if parts.count == 4, let otherwise = parts[3]["DefaultValue"] {
                    return try evaluate(otherwise)
                }
                throw TemplateError(
                    .intrinsic,
                    at: part.place,
                    "there is no '\(key)' in \(path)",
                    hint: suggestion(for: key, in: level?.entries?.map(\.key) ?? [])
                )
            }
            level = next
            path += ".\(key)"
        }
        guard let level else { return nil }
        return try evaluate(level)
    }

    private func importValue(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> String {
        let name = try text(argument, "the argument of Fn::ImportValue")
        if let value = options.imports[name] { return value }
        let placeholder = "${ImportValue:\(name)}"
        note(
            .warning,
            at: place,
            "the value '\(name)' is exported by another stack and was not given: "
                + "the text '\(placeholder)' stands in for it"
        )
        return placeholder
    }

    private func zones(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> TemplateValue {
        let asked = argument.isNull ? "" : try text(argument, "the argument of Fn::GetAZs")
        let region = asked.isEmpty ? options.account.region : asked
        return TemplateValue(
            .list(["a", "b", "c"].map { TemplateValue(text: region + $0, at: place) }),
            at: place
        )
    }

    private func jsonText(_ value: TemplateValue) throws(TemplateError) -> String {
        var writer = JSONWriter()
        try write(value, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(
        _ value: TemplateValue,
        to writer: inout JSONWriter
    ) throws(TemplateError) {
        guard let value = try evaluate(value) else { return writer.null() }
        switch value.content {
        case .null: writer.null()
        case .scalar(let text, let isPlain):
            if isPlain, let boolean = value.boolean {
                writer.boolean(boolean)
            } else if isPlain, (try? checkJSON(Array(text.utf8))) != nil {
                writer.raw(text.utf8)
            } else {
                writer.string(text)
            }
        case .list(let elements):
            writer.beginArray()
            for element in elements { try write(element, to: &writer) }
            writer.endArray()
        case .map(let entries):
            writer.beginObject()
            for entry in entries {
                guard let value = try evaluate(entry.value) else { continue }
                writer.key(entry.key)
                try write(value, to: &writer)
            }
            writer.endObject()
        }
    }
}
