import Flows

/// A query with a name. `{{name}}` in its text stands for a value given when it is run, `{{name=50}}`
/// for one that has a default.
struct SavedQuery: Equatable, Sendable {
    var name: String
    /// One line: what it tells.
    var summary: String
    var text: String
    /// False for the user's own.
    var isShipped = false

    struct Parameter: Equatable, Sendable {
        var name: String
        var defaultValue: String?

        /// As listings show it: `ms`, `limit=50`.
        var description: String { name + (defaultValue.map { "=\($0)" } ?? "") }
    }

    /// Each once, in the order of the text.
    var parameters: [Parameter] {
        var found: [Parameter] = []
        for case .parameter(let parameter) in pieces {
            if let index = found.firstIndex(where: { $0.name == parameter.name }) {
                found[index].defaultValue = found[index].defaultValue ?? parameter.defaultValue
            } else {
                found.append(parameter)
            }
        }
        return found
    }

    /// The text with the values in the place of the parameters.
    /// - Throws: a parameter without value, a value without parameter.
    func text(with values: [(name: Word, value: String)]) throws(ShellError) -> String {
        let parameters = parameters
        for (word, _) in values where !parameters.contains(where: { $0.name == word.text }) {
            throw ShellError(
                "\(name) has no parameter '\(word.text)'"
                    + didYouMean(nearest(to: word.text, among: parameters.map(\.name))),
                at: word,
                hint: usage
            )
        }
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .parameter(let parameter):
                let given = values.last { $0.name.text == parameter.name }?.value
                let known = parameters.first { $0.name == parameter.name }?.defaultValue
                guard let value = given ?? known else {
                    throw ShellError("\(name) needs a value for '\(parameter.name)'", hint: usage)
                }
                result += value
            }
        }
        return result
    }

    /// The line that runs it: `query slow ms=…`.
    var usage: String {
        let values = parameters.map { "\($0.name)=\($0.defaultValue ?? "…")" }
        return (["query \(name)"] + values).joined(separator: " ")
    }

    private enum Piece {
        case text(String)
        case parameter(Parameter)
    }

    /// The text around its parameters. What is no name between the braces is text.
    private var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        var plain = ""
        while let open = rest.firstRange(of: "{{") {
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
            let inside = rest[open.upperBound..<close.lowerBound]
            plain += rest[..<open.lowerBound]
            rest = rest[close.upperBound...]
            guard let parameter = Self.parameter(inside) else {
                plain += "{{\(inside)}}"
                continue
            }
            pieces.append(.text(plain))
            pieces.append(.parameter(parameter))
            plain = ""
        }
        pieces.append(.text(plain + rest))
        return pieces
    }

    private static func parameter(_ inside: Substring) -> Parameter? {
        let parts = inside.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first.map(trimmed), isName(name) else { return nil }
        return Parameter(
            name: String(name),
            defaultValue: parts.count == 2 ? String(parts[1]) : nil
        )
    }

    /// What a query or a parameter may be called: letters, digits, `-` and `_`, a letter first.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic
        else { return false }
        return text.utf8.allSatisfy {
            $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
        }
    }
}

/// Without blanks at both ends.
func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
}
