import Flows

/// What an export gives away: credentials are masked as they are on screen, unless the operator asked
/// for them. Counts what it masked, so that nobody takes an export for complete that is not.
///
/// Owned by the export that runs.
public final class Disclosure {
    public let isUnmasked: Bool
    /// How many values were masked so far.
    public private(set) var maskedCount = 0

    public init(isUnmasked: Bool) { self.isUnmasked = isUnmasked }

    func header(_ name: String, _ value: String) -> String {
        guard !isUnmasked, isMasked(name) else { return value }
        maskedCount += 1
        return maskedValue
    }

    func target(_ target: String) -> String { isUnmasked ? target : counting(maskedTarget(target)) }

    /// A parameter of a query or form.
    func parameter(_ name: String, _ value: String) -> String { header(name, value) }

    /// A body: JSON and forms are masked inside, other bytes are as they are.
    func body(_ body: [UInt8], type: String?) -> [UInt8] {
        guard !isUnmasked else { return body }
        if type?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true {
            let form = String(decoding: body, as: UTF8.self)
            let masked = counting(maskedForm(form))
            return masked == form ? body : Array(masked.utf8)
        }
        return json(body)
    }

    /// A document: byte for byte where there is nothing to mask, or when it is no JSON.
    func json(_ document: [UInt8]) -> [UInt8] {
        guard !isUnmasked, let masked = maskedJSON(document, indent: nil) else { return document }
        let before = maskedCount
        _ = counting(String(decoding: masked, as: UTF8.self))
        return maskedCount == before ? document : masked
    }

    private func counting(_ text: String) -> String {
        maskedCount += occurrences(of: Array(maskedValue.utf8), in: Array(text.utf8))
        return text
    }
}

private func occurrences(of part: [UInt8], in text: [UInt8]) -> Int {
    guard text.count >= part.count else { return 0 }
    var count = 0
    for start in 0...(text.count - part.count)
    where text[start] == part[0] && text[start..<(start + part.count)].elementsEqual(part) {
        count += 1
    }
    return count
}
