import Flows

extension FunctionCatalog {
    static let stringFunctions: [QueryFunction] = [
        QueryFunction(
            "isempty",
            "text",
            1...1,
            .number,
            "1 when missing or empty, else 0",
            .pure { flag(($0[0].text ?? "").isEmpty && !$0[0].isStructure) }
        ),
        QueryFunction(
            "isblank",
            "text",
            1...1,
            .number,
            "1 when missing, empty or only white space, else 0",
            .pure { flag(isBlank($0[0].text ?? "") && !$0[0].isStructure) }
        ),
        QueryFunction(
            "concat",
            "text, …",
            1...FunctionCatalog.anyCount,
            .string,
            "the texts one after the other",
            .pure(concatenated)
        ),
        QueryFunction(
            "ltrim",
            "text[, characters]",
            1...2,
            .string,
            "without white space, or these characters, on the left",
            .pure { trimmed($0, left: true, right: false) }
        ),
        QueryFunction(
            "rtrim",
            "text[, characters]",
            1...2,
            .string,
            "without white space, or these characters, on the right",
            .pure { trimmed($0, left: false, right: true) }
        ),
        QueryFunction(
            "trim",
            "text[, characters]",
            1...2,
            .string,
            "without white space, or these characters, on both sides",
            .pure { trimmed($0, left: true, right: true) }
        ),
        QueryFunction(
            "strlen",
            "text",
            1...1,
            .number,
            "the length in Unicode code points",
            .text { .number(Double($0.unicodeScalars.count)) }
        ),
        QueryFunction(
            "toupper",
            "text",
            1...1,
            .string,
            "in capital letters",
            .text { .string($0.uppercased()) }
        ),
        QueryFunction(
            "tolower",
            "text",
            1...1,
            .string,
            "in small letters",
            .text { .string($0.lowercased()) }
        ),
        QueryFunction(
            "substr",
            "text, start[, length]",
            2...3,
            .string,
            "a part, counted from 0 in code points",
            .pure(substring)
        ),
        QueryFunction(
            "replace",
            "text, part, by",
            3...3,
            .string,
            "every occurrence of a part replaced",
            .pure(replaced)
        ),
        QueryFunction(
            "regexReplace",
            aliases: ["regex_replace"],
            "text, regex, by",
            3...3,
            .string,
            "every match of a regular expression replaced",
            .pure(regexReplaced)
        ),
        QueryFunction(
            "strcontains",
            "text, part[, ignoreCase]",
            2...3,
            .number,
            "1 when the text holds the part, else 0",
            .pure(contains)
        ),
        QueryFunction(
            "startsWith",
            "text, part",
            2...2,
            .number,
            "1 when the text begins with the part, else 0",
            .pure { isPart($0) { $0.starts(with: $1) } }
        ),
        QueryFunction(
            "endsWith",
            "text, part",
            2...2,
            .number,
            "1 when the text ends with the part, else 0",
            .pure { isPart($0) { $0.reversed().starts(with: $1.reversed()) } }
        ),
        QueryFunction(
            "urlencode",
            "text",
            1...1,
            .string,
            "percent-encoded",
            .text { .string(percentEncoded($0)) }
        ),
        QueryFunction(
            "urldecode",
            "text",
            1...1,
            .string,
            "percent-decoded",
            .text { .string(percentDecoded($0, plusIsSpace: true)) }
        ),
        QueryFunction(
            "base64encode",
            "text",
            1...1,
            .string,
            "in base64",
            .text { .string(base64Text(Array($0.utf8))) }
        ),
        QueryFunction(
            "base64decode",
            "text",
            1...1,
            .string,
            "out of base64; null when it is none",
            .text { QueryValue(decodeBase64($0.utf8).map { String(decoding: $0, as: UTF8.self) }) }
        ),
        QueryFunction(
            "split",
            "text, separator",
            2...2,
            .structure,
            "the list of the parts between separators",
            .pure(split)
        ),
        QueryFunction(
            "hexToAscii",
            "hex",
            1...1,
            .string,
            "the text that hexadecimal digits spell",
            .text(hexToText)
        ),
        QueryFunction(
            "hexToDec",
            "hex",
            1...1,
            .number,
            "the number that hexadecimal digits are",
            .text(hexToNumber)
        ),
        QueryFunction(
            "decToHex",
            "x",
            1...1,
            .string,
            "0x and hexadecimal digits",
            .pure(numberToHex)
        ),
    ]
}

private func flag(_ holds: Bool) -> QueryValue { .number(holds ? 1 : 0) }

private func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
}

/// Missing texts add nothing; null when all are missing.
private func concatenated(_ arguments: [QueryValue]) -> QueryValue {
    let texts = arguments.compactMap(\.text)
    return texts.isEmpty ? .null : .string(texts.joined())
}

/// Without white space, or without the characters of the second argument.
private func trimmed(_ arguments: [QueryValue], left: Bool, right: Bool) -> QueryValue {
    guard let text = arguments[0].text else { return .null }
    let characters = arguments.count > 1 ? arguments[1].text.map { Array($0.unicodeScalars) } : nil
    func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
        characters?.contains(scalar) ?? scalar.properties.isWhitespace
    }
    var scalars = text.unicodeScalars[...]
    if left { scalars = scalars.drop(while: isTrimmed) }
    if right { while let last = scalars.last, isTrimmed(last) { scalars.removeLast() } }
    return .string(String(scalars))
}

private func substring(_ arguments: [QueryValue]) -> QueryValue {
    guard let text = arguments[0].text, let start = arguments[1].number,
        let count = arguments.count > 2 ? arguments[2].number : .infinity
    else { return .null }
    func bounded(_ number: Double) -> Int { Int(min(max(0, number), Double(Int32.max))) }
    let rest = text.unicodeScalars.dropFirst(bounded(start))
    return .string(String(rest.prefix(bounded(count))))
}

private func replaced(_ arguments: [QueryValue]) -> QueryValue {
    guard var text = arguments[0].text, let part = arguments[1].text, let new = arguments[2].text
    else {
        return .null
    }
    let bytes = Array(part.utf8)
    guard !bytes.isEmpty else { return .string(text) }
    return text.withUTF8 { text in
        var result: [UInt8] = []
        var rest = text[...]
        while let offset = firstOffset(of: bytes, in: UnsafeBufferPointer(rebasing: rest)) {
            result += rest.prefix(offset)
            result += new.utf8
            rest = rest.dropFirst(offset + bytes.count)
        }
        return .string(String(decoding: result + rest, as: UTF8.self))
    }
}

private func regexReplaced(_ arguments: [QueryValue]) -> QueryValue {
    guard let text = arguments[0].text, let new = arguments[2].text,
        let expression = arguments[1].text.flatMap({ RegularExpression.cached($0) })
    else { return .null }
    return .string(expression.replacingMatches(in: text, with: new))
}

private func contains(_ arguments: [QueryValue]) -> QueryValue {
    let ignoresCase = arguments.count > 2 && arguments[2].truth == true
    guard var text = arguments[0].text, var part = arguments[1].text else { return flag(false) }
    if ignoresCase { (text, part) = (text.lowercased(), part.lowercased()) }
    let bytes = Array(part.utf8)
    return flag(text.withUTF8 { firstOffset(of: bytes, in: $0) } != nil)
}

private func isPart(
    _ arguments: [QueryValue],
    _ holds: ([UInt8], [UInt8]) -> Bool
) -> QueryValue {
    guard let text = arguments[0].text, let part = arguments[1].text else { return flag(false) }
    return flag(holds(Array(text.utf8), Array(part.utf8)))
}

private func split(_ arguments: [QueryValue]) -> QueryValue {
    guard var text = arguments[0].text, let separator = arguments[1].text else { return .null }
    let bytes = Array(separator.utf8)
    guard !bytes.isEmpty else { return .list([.string(text)]) }
    return text.withUTF8 { text in
        var parts: [QueryValue] = []
        var rest = text[...]
        while let offset = firstOffset(of: bytes, in: UnsafeBufferPointer(rebasing: rest)) {
            parts.append(.string(String(decoding: rest.prefix(offset), as: UTF8.self)))
            rest = rest.dropFirst(offset + bytes.count)
        }
        parts.append(.string(String(decoding: rest, as: UTF8.self)))
        return .list(parts)
    }
}

private func hexDigits(_ text: String) -> Substring.UTF8View {
    let hasPrefix = text.hasPrefix("0x") || text.hasPrefix("0X")
    return text.dropFirst(hasPrefix ? 2 : 0).utf8
}

private func hexToText(_ text: String) -> QueryValue {
    let digits = hexDigits(text).map(hexDigitValue)
    guard digits.count.isMultiple(of: 2) else { return .null }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = digits[index], let low = digits[index + 1] else { return .null }
        bytes.append(high << 4 | low)
    }
    return .string(String(decoding: bytes, as: UTF8.self))
}

private func hexToNumber(_ text: String) -> QueryValue {
    let isNegative = text.hasPrefix("-")
    let digits = hexDigits(isNegative ? String(text.dropFirst()) : text).map(hexDigitValue)
    guard !digits.isEmpty, digits.count <= 16 else { return .null }
    var number: UInt64 = 0
    for digit in digits {
        guard let digit else { return .null }
        number = number << 4 | UInt64(digit)
    }
    return .number(isNegative ? -Double(number) : Double(number))
}

private func numberToHex(_ arguments: [QueryValue]) -> QueryValue {
    guard let number = arguments[0].number?.rounded(.towardZero), abs(number) < 0x1p63 else {
        return .null
    }
    return .string((number < 0 ? "-0x" : "0x") + String(Int64(abs(number)), radix: 16))
}
