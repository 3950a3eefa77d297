import Queries

/// Random conditions and expressions over the names of a schema, with values that its rows have and
/// values that they nearly have.
struct RandomConditions {
    let names: [String]
    /// Values of the rows, by name, as they are written.
    private let values: [String: [String]]
    private let conditionNames: [String]

    init(schema: QuerySchema, rows: [some QueryRow]) {
        let documents = schema.documents.flatMap { document -> [String] in
            let members = (schema.members[document.name] ?? []).map {
                "\(document.name).\($0.name)"
            }
            let guesses = ["body", "path", "k", "isBase64Encoded", "errorMessage", "headers.host"]
                .map { "\(document.name).\($0)" }
            return members
                + (schema.closedDocuments.contains(document.name)
                    ? ["request.headers.host", "response.body.k"].filter {
                        $0.hasPrefix(document.name)
                    } : guesses)
        }
        names = schema.fields.map(\.name) + documents
        var values: [String: [String]] = [:]
        for name in names {
            let field = FieldName(name.split(separator: ".").map(String.init))
            let written = rows.map { $0.value(of: field) }.filter { !$0.isNull && !$0.isStructure }
            values[name] = Array(Set(written.compactMap(Self.written))).sorted()
        }
        self.values = values
        conditionNames = schema.fields.filter { $0.type == .boolean || $0.type == .any }.map(\.name)
    }

    /// A value as a query writes it; nil when it would not read it back.
    private static func written(_ value: QueryValue) -> String? {
        switch value {
        case .number(let number): return number < 1e15 ? decimalText(number) : nil
        case .boolean(let flag): return flag ? "true" : "false"
        case .string(let text):
            let isPlain = text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0 != "\\" && $0 != "\""
            }
            return isPlain && text.utf8.count < 80 ? "\"\(text)\"" : nil
        case .null, .structure: return nil
        }
    }

    func condition(_ random: inout SeededGenerator, depth: Int = 3) -> String {
        if depth > 0, random.isOneIn(2) {
            let (left, right) = (
                condition(&random, depth: depth - 1), condition(&random, depth: depth - 1)
            )
            switch Int.random(in: 0..<3, using: &random) {
            case 0: return "(\(left)) and (\(right))"
            case 1: return "(\(left)) or (\(right))"
            default: return "not (\(left))"
            }
        }
        let name = random.element(of: names)
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return "ispresent(\(name))"
        case 1:
            let list = (0..<3).map { _ in literal(for: name, &random) }.joined(separator: ", ")
            return "\(name) \(random.isOneIn(3) ? "not in" : "in") [\(list)]"
        case 2:
            let part = random.element(of: ["a", "0", "order", "1", "ed", "é", " "])
            return "\(name) \(random.isOneIn(3) ? "not like" : "like") \"\(part)\""
        case 3:
            let pattern = random.element(of: ["[0-9]+", "(?i)ORDER", "^a", "e.*d$", "\\\\d{2}"])
            return "\(name) like /\(pattern.replacing("\\\\", with: "\\"))/"
        case 4 where !conditionNames.isEmpty: return random.element(of: conditionNames)
        case 5:
            return "\(value(&random, depth: 1)) \(comparison(&random)) \(value(&random, depth: 1))"
        default: return "\(name) \(comparison(&random)) \(literal(for: name, &random))"
        }
    }

    func value(_ random: inout SeededGenerator, depth: Int) -> String {
        guard depth > 0 else {
            return random.isOneIn(3)
                ? literal(for: random.element(of: names), &random) : random.element(of: names)
        }
        let (a, b) = (value(&random, depth: depth - 1), value(&random, depth: depth - 1))
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return "(\(a) + \(b))"
        case 1: return "(\(a) - \(b))"
        case 2: return "(\(a) * \(b))"
        case 3: return "(\(a) / \(b))"
        case 4: return "(\(a) % \(b))"
        case 5: return "-(\(a))"
        case 6: return "strlen(\(a))"
        case 7: return "coalesce(\(a), \(b))"
        case 8: return "toupper(\(a))"
        case 9: return "concat(\(a), \(b))"
        case 10: return "if(\(a) = \(b), \(a), \(b))"
        case 11: return "substr(\(a), 1, 3)"
        case 12: return "ispresent(\(a))"
        default: return "(\(a) = \(b))"
        }
    }

    private func comparison(_ random: inout SeededGenerator) -> String {
        random.element(of: ["=", "!=", "<", "<=", ">", ">="])
    }

    /// A value that some row has, one of another name, or one that is nearly it.
    private func literal(for name: String, _ random: inout SeededGenerator) -> String {
        let strange = [
            "0", "1", "200", "500.0", "-1", "\"\"", "\"abc\"", "\"200\"", "\"1e2\"", "true",
        ]
        if random.isOneIn(4) { return random.element(of: strange) }
        let known = values[random.isOneIn(6) ? random.element(of: names) : name] ?? []
        return known.isEmpty ? random.element(of: strange) : random.element(of: known)
    }
}
