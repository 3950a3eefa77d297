import Flows
import Queries

extension QueryLowering {
    /// `parse`: new names for parts of a text. Rows whose text does not fit stay, without the names.
    mutating func parse(_ parse: Parse) throws(QueryError) {
        let field = parse.field ?? Expression(.field(FieldName("@message")), range: 0..<0)
        let text = try expressions.text(field)
        let names = parse.names.map(\.text)
        switch parse.form {
        case .glob(let texts):
            let pattern = GlobPattern(texts)
            giveParts(names, of: text) { line in
                pattern.parts(of: line)?.map { .string(String(decoding: line[$0], as: UTF8.self)) }
            }
        case .regex(let source, let isMulti):
            let expression = try regularExpression(source, at: field.range)
            isMulti
                ? giveMatches(of: expression, names, in: text)
                : giveParts(names, of: text) { line in
                    expression.firstMatch(in: line).map { parts(of: $0, expression, names, line) }
                }
        case .logfmt:
            let function = scope.functions.register("logfmt", arguments: 1) { arguments, output in
                guard arguments.kind(0) == .text,
                    let map = LogfmtLine.map(of: arguments.bytes(0))
                else { return }
                output.set(map, type: .structure)
            }
            give(names[0], SQLTerm("\(function)(\(text))", .structure))
        case .csv:
            giveParts(names, of: text) { line in CSVLine.values(of: line).map { .string($0) } }
        }
    }

    private func regularExpression(
        _ source: String,
        at range: Range<Int>
    ) throws(QueryError) -> RegularExpression {
        do {
            return try RegularExpression(source)
        } catch {
            throw QueryError("\(error)", at: range)
        }
    }

    /// Gives each name its part of a text. The text of a row is taken apart once: its parts are kept
    /// until the next text comes.
    private mutating func giveParts(
        _ names: [String],
        of text: String,
        _ parts: @escaping (UnsafeBufferPointer<UInt8>) -> [QueryValue]?
    ) {
        let memory = LastParts()
        let function = scope.functions.register("part", arguments: 2) { arguments, output in
            guard arguments.kind(0) == .text else { return }
            let values = memory.parts(of: arguments.bytes(0), parts)
            let index = Int(arguments.integer(1))
            guard index < values.count else { return }
            output.set(values[index], type: .any)
        }
        let next = scope.relation(after: current)
        for (index, name) in names.enumerated() {
            next.give(name, SQLTerm("\(function)(\(text), \(index))", .any))
        }
        takeStep(next)
    }

    /// A row for each match; a row without any stays as it is.
    private mutating func giveMatches(
        of expression: RegularExpression,
        _ names: [String],
        in text: String
    ) {
        let function = scope.functions.register("matches", arguments: 1) { arguments, output in
            guard arguments.kind(0) == .text else { return }
            let line = arguments.bytes(0)
            let matches = expression.matches(in: line, limit: Self.matchLimit).map { match in
                "[\(parts(of: match, expression, names, line).map(\.json).joined(separator: ","))]"
            }
            output.set("[\(matches.joined(separator: ","))]")
        }
        let input = current
        let next = scope.relation(after: input) {
            " LEFT JOIN json_each(\(function)(\(text))) AS each_match"
        }
        for (index, name) in names.enumerated() {
            next.give(name, SQLTerm("json_extract(each_match.value, '$[\(index)]')", .any))
        }
        takeStep(next)
    }

    /// Matches of one text that become rows.
    private static let matchLimit = 1000

    // MARK: unnest, pattern

    /// A row for each element of a list; what is no list counts as a list of one.
    mutating func unnest(_ list: Expression, into name: RangedText) throws(QueryError) {
        let term = try expressions.value(list)
        let type = term.type
        let function = scope.functions.register("elements", arguments: 1) { arguments, output in
            let value = arguments.value(0, type: type)
            if case .structure(let json) = value, json.utf8.first == UInt8(ascii: "[") {
                output.set(json)
            } else {
                output.set("[\(value.json)]")
            }
        }
        let next = scope.relation(after: current) {
            " JOIN json_each(\(function)(\(term.sql))) AS each_element"
        }
        next.give(
            name.text,
            SQLTerm(
                """
                CASE each_element.type WHEN 'object' THEN CAST(each_element.value AS BLOB) \
                WHEN 'array' THEN CAST(each_element.value AS BLOB) WHEN 'true' THEN x'74' \
                WHEN 'false' THEN x'66' ELSE each_element.value END
                """,
                .any
            )
        )
        takeStep(next)
        addColumn(name)
    }

    /// Lines of the same kind in one row, the most frequent first.
    mutating func pattern(_ field: Expression) throws(QueryError) {
        let text = try expressions.text(field)
        let pattern = scope.functions.register("pattern", arguments: 1) { arguments, output in
            guard arguments.kind(0) == .text else { return }
            output.set(LinePattern.pattern(of: arguments.text(0)))
        }
        let severity = scope.functions.register("severity", arguments: 1) { arguments, output in
            output.set(LinePattern.severity(of: arguments.text(0)))
        }
        let input = current
        let call = "\(pattern)(\(text))"
        let grouped = scope.relation(
            {
                ["FROM \(input.name)\n  WHERE \(text) IS NOT NULL\n  GROUP BY \(call)"]
            },
            define: { name, range throws(QueryError) in
                throw QueryError("pattern left no '\(name.text)'", at: range)
            }
        )
        grouped.give("@pattern", SQLTerm(call, .string))
        grouped.give("@sampleCount", SQLTerm("count(*)", .number))
        let rows = grouped.column("@sampleCount").sql
        let next = scope.relation(after: grouped)
        next.give("@ratio", SQLTerm("round(\(rows) * 1.0 / sum(\(rows)) OVER (), 4)", .number))
        next.give(
            "@severityLabel",
            SQLTerm("\(severity)(\(grouped.column("@pattern").sql))", .string)
        )
        startOver(
            with: next,
            columns: ["@pattern", "@ratio", "@sampleCount", "@severityLabel"],
            order: [("@sampleCount", " DESC"), ("@pattern", "")]
        )
    }
}

/// The parts of a match that have names: the named groups by name, others by number.
private func parts(
    of match: [Range<Int>?],
    _ expression: RegularExpression,
    _ names: [String],
    _ line: UnsafeBufferPointer<UInt8>
) -> [QueryValue] {
    names.enumerated().map { index, name in
        let named = expression.groupNames.firstIndex(of: name)
        let group = (named ?? index) + 1
        guard group < match.count, let range = match[group] else { return .null }
        return .string(String(decoding: line[range], as: UTF8.self))
    }
}

/// The text that was taken apart last, and its parts.
private final class LastParts {
    private var text: [UInt8]?
    private var parts: [QueryValue] = []

    func parts(
        of line: UnsafeBufferPointer<UInt8>,
        _ read: (UnsafeBufferPointer<UInt8>) -> [QueryValue]?
    ) -> [QueryValue] {
        if let text, text.elementsEqual(line) { return parts }
        text = Array(line)
        parts = read(line) ?? []
        return parts
    }
}
